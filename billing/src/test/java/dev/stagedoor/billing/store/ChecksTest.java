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
import dev.stagedoor.billing.store.Breakages.Breakage;
import dev.stagedoor.billing.subscriptions.SubscriptionOutcome;
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
        subscribe();
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

    /** To a plan without free minutes. */
    private static void subscribe() {
        assertThat(test.billing.subscriptions().subscribe(TestBilling.id(), test.viewerWith(300), "VIP"))
                .isInstanceOf(SubscriptionOutcome.Accepted.class);
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
                    .providerNews()
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.stagedoor.billing.store.Breakages#all")
    void shouldFindWhatIsWrong(Breakage breakage) throws SQLException {
        try (Connection connection = DATABASE.owner().getConnection()) {
            connection.setAutoCommit(false);
            PostgresChecks checks = new PostgresChecks(new Database(always(connection), 1, UUID.randomUUID(), _ -> {}));
            assertThat(checks.find(breakage.check(), TestBilling.NOON).found())
                    .as("before")
                    .isZero();
            withoutGuards(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(breakage.statements());
            }
            assertThat(checks.find(breakage.check(), TestBilling.NOON).found())
                    .as(breakage.what())
                    .isPositive();
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
                .anyMatch(line -> line.startsWith("PAID: 95 coins unused"))
                .anyMatch(line -> line.startsWith("INR ") && line.endsWith("revenue deferred"));
        assertThat(test.billing.jobs().list())
                .filteredOn(job -> job.name().equals("reconciliation"))
                .singleElement()
                .extracting(job -> job.last() == null ? "" : job.last().detail())
                .isEqualTo(Check.values().length + " checks, nothing found");
    }

    @Test
    void shouldHaveABreakageForEachCheck() {
        assertThat(Breakages.all().map(Breakage::check)).contains(Check.values());
    }

    @Test
    void shouldNameChecksOnce() {
        Set<String> ids = Stream.of(Check.values()).map(Check::id).collect(Collectors.toSet());
        assertThat(ids).hasSize(Check.values().length);
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
