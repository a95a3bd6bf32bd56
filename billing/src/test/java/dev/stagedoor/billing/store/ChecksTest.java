package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.audit.CheckReport;
import dev.stagedoor.billing.audit.CheckReport.Status;
import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.payments.SignedWebhook;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.referrals.Newcomer;
import dev.stagedoor.billing.wallet.Tip;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks the books in every way a check is there for, inside a transaction that is undone, and asks the check. */
class ChecksTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static TestBilling test;

    @BeforeAll
    static void makeSomeHistory() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, TestBilling.id(), 8, Increment.MINUTE);
        for (long ms = 10_000; ms <= 60_000; ms += 10_000) {
            test.billing.metering().usage(call, ms);
            test.pass(10_000);
            test.billing.runMaintenance();
        }
        test.billing.metering().end(call, 61_000, EndReason.HANG_UP);
        test.call(test.viewerWith(100), TestBilling.id(), 8, Increment.SECOND);
        sellForAnAgency();
        sellAndGiveBack();
        buy();
        test.billing.books().seal().seal();
    }

    private static void sellForAnAgency() {
        UUID performer = TestBilling.id();
        test.represent(performer, TestBilling.id(), 2_500);
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        test.billing.metering().usage(call, 10_000);
        test.billing.metering().end(call, 10_000, EndReason.HANG_UP);
        test.billing.tips().tip(new Tip(TestBilling.id(), viewer, performer, null, TestBilling.coins(50), "", false));
    }

    /** A complaint that is decided as soon as it is made: what the call cost stays on its receipt. */
    private static void sellAndGiveBack() {
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, TestBilling.id(), 8, Increment.MINUTE);
        test.billing.metering().usage(call, 10_000);
        test.billing.metering().end(call, 10_000, EndReason.HANG_UP);
        UUID complaint = TestBilling.id();
        test.billing.disputes().openDispute(complaint, viewer, call, "no picture");
        assertThat(test.billing.disputes().refundCall(complaint, null, null, TestBilling.id(), "seen"))
                .isEqualTo(new ClaimOutcome.Refunded());
    }

    private static void buy() {
        UUID viewer = TestBilling.id();
        UUID referrer = TestBilling.id();
        test.billing.payDesk().payouts().verify(referrer, "", "admin", "seen");
        String code =
                Objects.requireNonNull(test.billing.referrals().of(referrer).code());
        // Orders are dated by the database.
        test.billing.referrals().join(new Newcomer(viewer, code, Instant.now(), Instant.now()));
        Order order = ((OrderOutcome.Created) test.billing
                        .payments()
                        .order(viewer, "inr-99", TestBilling.id().toString()))
                .order();
        for (SignedWebhook paid : test.billing.payments().sandbox().pay(order.orderId(), "SUCCESS")) {
            test.billing
                    .payments()
                    .webhook("sandbox", paid.headers(), paid.body().getBytes(StandardCharsets.UTF_8), "127.0.0.1");
        }
    }

    @Test
    void shouldFindNothingInBooksThatAreRight() {
        assertThat(test.billing.books().reconciliation().check())
                .allMatch(report -> report.status() == Status.OK)
                .extracting(CheckReport::check)
                .containsExactly(Check.values());
    }

    static Stream<Arguments> breakages() {
        return Stream.of(ofTheJournal(), ofCoins(), ofWhatTheyAreAbout(), ofEarnings(), ofEscrow(), ofTheSeal())
                .flatMap(breakages -> breakages);
    }

    private static Stream<Arguments> ofTheJournal() {
        return Stream.of(
                of(
                        "an amount was changed",
                        Check.TRIAL_BALANCE,
                        "update billing.entry set amount = amount + 1 where line = 1"),
                of(
                        "lines are missing",
                        Check.TRIAL_BALANCE,
                        "delete from billing.entry where transfer_id = (select min(id) from billing.transfer)"),
                of(
                        "a balance was changed",
                        Check.BALANCES,
                        "update billing.account set balance = balance + 1 where not async"),
                of(
                        "a snapshot was changed",
                        Check.BALANCES,
                        "insert into billing.account_snapshot select id, 1, 0 from billing.account where async limit 1"
                                + " on conflict (account_id) do update set balance = account_snapshot.balance + 1"),
                of("an entry is missing", Check.VERSIONS, "delete from billing.entry where account_version = 1"),
                of(
                        "a balance after was changed",
                        Check.VERSIONS,
                        "update billing.entry set balance_after = 7 where account_version = 2"),
                of(
                        "a wallet is below zero",
                        Check.FLOORS,
                        "update billing.account set balance = -1 where kind = 'viewer.held'"));
    }

    private static Stream<Arguments> ofCoins() {
        return Stream.of(
                of("a hold has grown", Check.HOLDS, "update billing.hold set amount = amount + 1"),
                of(
                        "a session ended and holds coins",
                        Check.HOLDS,
                        "update billing.metered_session set state = 'SETTLED'"),
                of("a lot has grown", Check.LOTS, "update billing.coin_lot set remaining = remaining + 1"),
                of("a pin is missing", Check.LOTS, "delete from billing.hold_lot"),
                of(
                        "coins came from nowhere",
                        Check.COINS_ISSUED,
                        "update billing.account set balance = balance + 5 where kind = 'viewer.available'"),
                of(
                        "revenue was taken too soon",
                        Check.COIN_LIABILITY,
                        "update billing.coin_lot set cost_minor = cost_minor + 1 where cost_minor > 0"));
    }

    private static Stream<Arguments> ofWhatTheyAreAbout() {
        return Stream.of(
                of("a receipt was changed", Check.RECEIPTS, "update billing.session_receipt set charged_minor = 1"),
                of(
                        "the rate was changed",
                        Check.SESSIONS,
                        "update billing.metered_session set rate_minor = rate_minor - 1000"),
                of("heartbeats are missing", Check.SESSIONS, "delete from billing.heartbeat"),
                of(
                        "an order was paid and not booked",
                        Check.ORDERS,
                        "update billing.transfer set ref = gen_random_uuid()"),
                of(
                        "an order was booked and not paid",
                        Check.ORDERS,
                        "update billing.payment_order set state = 'CREATED'"),
                of(
                        "an order had another price",
                        Check.ORDERS,
                        "update billing.payment_order set price_minor = price_minor + 1"),
                of(
                        "a webhook never came",
                        Check.WEBHOOKS,
                        "update billing.payment_order set state = 'PENDING', updated_at = 'epoch'"),
                of(
                        "a webhook is in quarantine",
                        Check.WEBHOOKS,
                        "update billing.provider_event set outcome = 'QUARANTINED'"),
                of(
                        "a webhook was forgotten",
                        Check.WEBHOOKS,
                        "update billing.provider_event set processed_at = null, received_at = 'epoch'"));
    }

    private static Stream<Arguments> ofEscrow() {
        return Stream.of(
                of(
                        "a ticket was forgotten",
                        Check.ESCROW,
                        "update billing.account set kind = 'escrow.event' where kind = 'viewer.available'"),
                of(
                        "a ticket has no coins",
                        Check.ESCROW,
                        "insert into billing.escrow_ticket values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 5)"));
    }

    private static Stream<Arguments> ofEarnings() {
        return Stream.of(
                of(
                        "a day was forgotten",
                        Check.MATURITY,
                        "update billing.earning_mark set upto_transfer = (select max(id) from billing.transfer)"),
                of(
                        "a day matured twice",
                        Check.MATURITY,
                        "insert into billing.earning_day (account_id, day, credit_minor, matures_at)"
                                + " select id, '2026-01-01', 5, '2026-01-09' from billing.account where kind = 'creator.pending'"),
                of(
                        "an agency's part of a tip has grown",
                        Check.AGENCIES,
                        partOfAnAgency("TIP", "amount = e.amount + 1")),
                of(
                        "an agency's part of a call has grown",
                        Check.AGENCIES,
                        partOfAnAgency("CAPTURE", "amount = e.amount + 1")),
                of(
                        "a performer never agreed",
                        Check.AGENCIES,
                        "update billing.agency_membership set state = 'DECLINED'"),
                of(
                        "another agency was paid for a call",
                        Check.AGENCIES,
                        "update billing.rate_plan_version set agency_id = gen_random_uuid() where agency_id is not null"),
                of(
                        "a commission has grown",
                        Check.REFERRALS,
                        "update billing.entry e set amount = e.amount + 1 from billing.account a where a.id = e.account_id"
                                + " and a.kind = 'referrer.pending'"),
                of(
                        "a commission was paid at another share",
                        Check.REFERRALS,
                        "update billing.referral_commission set basis_points = 600"),
                of(
                        "a commission was paid to somebody else",
                        Check.REFERRALS,
                        "update billing.account set owner_ref = gen_random_uuid() where kind = 'referrer.pending'"),
                of(
                        "a commission was forgotten",
                        Check.REFERRALS,
                        "delete from billing.referral_commission; delete from billing.transfer where code = 'REFERRAL'"),
                of(
                        "a commission stayed when the price went back",
                        Check.REFERRALS,
                        "insert into billing.transfer (ref, idem_scope, idem_key, request_hash, code, reverses_transfer_id, actor)"
                                + " select gen_random_uuid(), 'x', 'x', request_hash, 'REFUND', id, 'x' from billing.transfer"
                                + " where code = 'PURCHASE'; insert into billing.entry (transfer_id, line, account_id, asset, amount)"
                                + " select currval(pg_get_serial_sequence('billing.transfer', 'id')), 1, id, 'INR', 9900"
                                + " from billing.account where kind = 'psp.receivable'"),
                of(
                        "a payout is lost on its way",
                        Check.PAYOUT_AGE,
                        "update billing.account set kind = 'creator.payout_in_transit' where kind = 'viewer.available';"
                                + " update billing.transfer set created_at = 'epoch'"));
    }

    private static String partOfAnAgency(String code, String change) {
        return ("update billing.entry e set %s from billing.account a, billing.transfer t where a.id = e.account_id"
                        + " and t.id = e.transfer_id and a.kind = 'agency.pending' and t.code = '%s'")
                .formatted(change, code);
    }

    private static Stream<Arguments> ofTheSeal() {
        return Stream.of(
                of(
                        "a sealed memo was changed",
                        Check.SEAL,
                        "update billing.transfer set memo = 'nothing' where id = (select min(id) from billing.transfer)"),
                of(
                        "an account was given away",
                        Check.SEAL,
                        "update billing.account set owner_ref = gen_random_uuid() where kind = 'viewer.held'"),
                of("a seal was forged", Check.SEAL, "update billing.ledger_seal set hash = sha256('x') where seq = 2"),
                of("a seal is missing", Check.SEAL, "delete from billing.ledger_seal where seq = 2"),
                of(
                        "the chain is another one",
                        Check.SEAL,
                        "insert into billing.seal_root select '2020-01-01', max(seq), sha256('x') from billing.ledger_seal"),
                of(
                        "nobody seals",
                        Check.UNSEALED,
                        "delete from billing.seal_root; delete from billing.ledger_seal; update billing.transfer set created_at = 'epoch'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakages")
    void shouldFindWhatIsWrong(String what, Check check, String statements) throws SQLException {
        try (Connection connection = DATABASE.owner().getConnection()) {
            connection.setAutoCommit(false);
            PostgresChecks checks = new PostgresChecks(new Database(always(connection), 1, UUID.randomUUID(), _ -> {}));
            assertThat(checks.find(check, TestBilling.NOON).found())
                    .as("before")
                    .isZero();
            withoutGuards(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(statements);
            }
            assertThat(checks.find(check, TestBilling.NOON).found()).as(what).isPositive();
            connection.rollback();
        }
    }

    @Test
    void shouldKeepAReportForEachCheck() {
        test.pass(24 * 3_600_000);
        test.billing.runMaintenance();
        List<CheckReport> latest = test.billing.books().reconciliation().latest();
        assertThat(latest).extracting(CheckReport::check).containsExactly(Check.values());
        assertThat(latest).allMatch(report -> report.status() == Status.OK);
        assertThat(latest.getLast().samples())
                .anyMatch(line -> line.startsWith("COIN PAID: 95000 unused"))
                .anyMatch(line -> line.startsWith("INR: ") && line.endsWith("revenue deferred"));
        assertThat(test.billing.jobs().list())
                .filteredOn(job -> job.name().equals("reconciliation"))
                .singleElement()
                .extracting(job -> job.last() == null ? "" : job.last().detail())
                .isEqualTo(Check.values().length + " checks, nothing found");
    }

    @Test
    void shouldNameChecksOnce() {
        Set<String> ids = Stream.of(Check.values()).map(Check::id).collect(Collectors.toSet());
        assertThat(ids).hasSize(Check.values().length);
    }

    private static Arguments of(String what, Check check, String statements) {
        return Arguments.of(what, check, statements);
    }

    /** As somebody who owns the database and has time. */
    private static void withoutGuards(Connection connection) throws SQLException {
        List<String> off = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var names = statement.executeQuery("""
                        select format('alter table %s disable trigger all', oid::regclass) from pg_class
                         where relnamespace = 'billing'::regnamespace and relkind = 'r'
                        union all
                        select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint
                         where connamespace = 'billing'::regnamespace and contype = 'c' and conrelid <> 0""")) {
            while (names.next()) {
                off.add(names.getString(1));
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String sql : off) {
                statement.execute(sql);
            }
        }
    }

    /** The same connection again and again; its transaction is ours. */
    private static DataSource always(Connection connection) {
        Set<String> ours = Set.of("commit", "rollback", "close", "setAutoCommit");
        Connection guarded = (Connection) Proxy.newProxyInstance(
                ChecksTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        return ours.contains(method.getName()) ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                ChecksTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> guarded);
    }
}
