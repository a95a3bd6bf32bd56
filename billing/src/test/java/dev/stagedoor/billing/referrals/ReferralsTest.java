package dev.stagedoor.billing.referrals;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.audit.CheckReport;
import dev.stagedoor.billing.disputes.Shop;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A package of 99.00 is 83.90 without tax, of which five hundredths are 4.19. */
class ReferralsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID referrer = id();
    private final UUID viewer = id();
    private Shop shop;
    private Referrals referrals;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.defaults());
        referrals = shop.test.billing.referrals();
        shop.test.billing.payDesk().payouts().verify(referrer, "", "admin", "seen");
    }

    @AfterEach
    void theBooksAreRight() {
        Invariants.check(DATABASE.owner());
        assertThat(shop.test.billing.books().reconciliation().check())
                .filteredOn(report -> report.check() == Check.REFERRALS)
                .allMatch(report -> report.status() == CheckReport.Status.OK);
    }

    private String code() {
        return Objects.requireNonNull(referrals.of(referrer).code());
    }

    private void join(String code, Duration before) {
        referrals.join(new Newcomer(viewer, code, shop.test.now().minus(before), shop.test.now()));
    }

    private void join() {
        join(code(), Duration.ofMinutes(5));
    }

    private long pending() {
        return referrals.of(referrer).pending().amountMinor();
    }

    private List<String> booked(Order order) {
        return Sql.rows(DATABASE.owner(), """
                select a.kind || ' ' || e.amount from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                 where t.code = 'REFERRAL' and t.idem_key like 'referral:%s:%%' order by t.id, e.line""".formatted(order.orderId()));
    }

    private void tell(Order order, Kind stage) {
        shop.disputed(order, stage, 0);
    }

    @Test
    void shouldOweAShareOfThePriceWithoutTaxWithThePurchase() {
        join();
        Order order = shop.buy(viewer);
        assertThat(booked(order)).containsExactly("platform.promo_subsidy -419", "referrer.pending 419");
        shop.buy(viewer);
        assertThat(referrals.of(referrer))
                .isEqualTo(new ReferralSummary(code(), 500, 30, 180, 1, rupees(838), rupees(0)));
    }

    private static Money rupees(long minor) {
        return new Money(minor, Asset.INR);
    }

    @Test
    void shouldKeepACodeAndGiveNoneToWhoIsNotVerified() {
        // Eight ask at once for the one that is still to be made.
        assertThat(Together.run(8, this::code)).containsOnly(code());
        assertThat(code()).matches("[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(referrals.of(id()).code()).isNull();
    }

    @Test
    void shouldAttributeOnceForGood() {
        join();
        UUID other = id();
        shop.test.billing.payDesk().payouts().verify(other, "", "admin", "seen");
        join(Objects.requireNonNull(referrals.of(other).code()), Duration.ZERO);
        shop.buy(viewer);
        assertThat(pending()).isEqualTo(419);
        assertThat(referrals.of(other).pending().amountMinor()).isZero();
        assertThat(referrals.of(other).joined()).isZero();
        assertThat(Sql.attempt(DATABASE.owner(), "update billing.referral set referrer_id = '" + other + "'"))
                .isEqualTo("LG002");
    }

    @Test
    void shouldUnderstandACodeThatSomebodyTyped() {
        join(" " + code().toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l'), Duration.ZERO);
        assertThat(referrals.of(referrer).joined()).isEqualTo(1);
    }

    @Test
    void shouldForgetALinkAfterItsWindow() {
        join(code(), Duration.ofDays(30).plusMillis(1));
        join("NOBODY00", Duration.ZERO);
        referrals.join(new Newcomer(referrer, code(), shop.test.now(), shop.test.now()));
        assertThat(referrals.of(referrer).joined()).isZero();
        join(code(), Duration.ofDays(30));
        assertThat(referrals.of(referrer).joined()).isEqualTo(1);
    }

    @Test
    void shouldCountOrdersOfTheTermOnly() {
        referrals.join(new Newcomer(
                viewer,
                code(),
                shop.test.now().minus(Duration.ofDays(180)),
                shop.test.now().minus(Duration.ofDays(180))));
        Order order = shop.buy(viewer);
        assertThat(booked(order)).isEmpty();
    }

    @Test
    void shouldTakeThePartOfARefundBack() {
        join();
        Order order = shop.buy(viewer);
        shop.tip(viewer, id(), 15);
        UUID claim = id();
        shop.test.billing.disputes().requestRefund(claim, viewer, order.orderId(), "not used");
        shop.test.billing.disputes().refund(claim, id(), "unused");
        assertThat(booked(order))
                .containsExactly(
                        "platform.promo_subsidy -419",
                        "referrer.pending 419",
                        "platform.promo_subsidy 362",
                        "referrer.pending -362");
        assertThat(pending()).isEqualTo(57);
    }

    @Test
    void shouldFollowABankThatTakesThePriceAndGivesItBack() {
        join();
        Order order = shop.buy(viewer);
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(pending()).isZero();
        tell(order, Kind.CHARGEBACK_OPENED);
        tell(order, Kind.CHARGEBACK_WON);
        assertThat(pending()).isEqualTo(419);
        tell(order, Kind.CHARGEBACK_LOST);
        assertThat(pending()).isEqualTo(419);
        assertThat(booked(order)).hasSize(6);
    }

    @Test
    void shouldOweTheHouseWhatMaturedBeforeItWasTakenBack() {
        join();
        Order order = shop.buy(viewer);
        shop.test.pass(Duration.ofDays(9).toMillis());
        for (int i = 0; i < 3; i++) {
            shop.test.billing.runMaintenance();
            shop.test.pass(60_000);
        }
        assertThat(shop.balance("creator.available", referrer)).isEqualTo(419);
        assertThat(referrals.of(referrer).matured().amountMinor()).isEqualTo(419);
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(pending()).isEqualTo(-419);
        assertThat(shop.balance("creator.available", referrer)).isEqualTo(419);
    }

    @Test
    void shouldOweNothingToWhoMayNotBePaid() {
        join();
        shop.test.billing.payDesk().payouts().freeze(referrer, "admin", "a case");
        Order frozen = shop.buy(viewer);
        shop.test.billing.payDesk().payouts().unfreeze(referrer, "admin", "over");
        shop.test.billing.payDesk().payouts().reject(referrer, "admin", "out of date");
        Order rejected = shop.buy(viewer);
        shop.test.billing.payDesk().payouts().verify(referrer, "", "admin", "seen");
        tell(frozen, Kind.CHARGEBACK_OPENED);
        tell(frozen, Kind.CHARGEBACK_WON);
        assertThat(booked(frozen)).isEmpty();
        assertThat(booked(rejected)).isEmpty();
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select refused from billing.referral_commission where referrer_id = '" + referrer
                                + "' order by refused"))
                .containsExactly("FROZEN", "NOT_VERIFIED");
    }

    @Test
    void shouldBookWhatWasBoughtBeforeBillingHeardOfTheSignUp() {
        Order order = shop.buy(viewer);
        join();
        join();
        assertThat(pending()).isEqualTo(419);
        assertThat(booked(order)).hasSize(2);
    }

    @Test
    void shouldBookByNightWhatAServerOfBeforeTheProgrammeSold() {
        Order order = shop.buy(viewer);
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "insert into billing.referral values ('%s', '%s', '%s', now(), now(), now() + interval '1 day')"
                                .formatted(viewer, referrer, code())))
                .isEmpty();
        assertThat(referrals.catchUp()).startsWith("commissions of 1 people");
        assertThat(referrals.catchUp()).startsWith("commissions of 0 people");
        assertThat(booked(order)).hasSize(2);
    }

    @Test
    void shouldMissNothingThatIsPaidInTheMomentOfTheSignUp() {
        for (int i = 0; i < 20; i++) {
            UUID buyer = id();
            Order order = shop.order(buyer);
            Newcomer newcomer = new Newcomer(buyer, code(), shop.test.now(), shop.test.now());
            Together.run(List.of(
                    () -> {
                        shop.pay(order);
                        return "paid";
                    },
                    () -> {
                        referrals.join(newcomer);
                        return "joined";
                    }));
            assertThat(booked(order)).hasSize(2);
        }
    }

    /** The payment has looked for who brought the buyer, in vain, and is about to commit when the sign-up is heard of. */
    @Test
    void shouldWaitForAPaymentThatCouldNotKnowOfTheSignUpYet() throws SQLException {
        Order order = shop.order(viewer);
        String code = code();
        assertThat(Sql.attempt(DATABASE.owner(), """
                        create function billing.wait_at_the_gate() returns trigger language plpgsql as
                        'begin perform pg_advisory_xact_lock(52); return null; end'""", """
                        create constraint trigger wait_at_the_gate after update on billing.payment_order
                        deferrable initially deferred for each row when (new.state = 'PAID')
                        execute function billing.wait_at_the_gate()""")).isEmpty();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection gate = DATABASE.owner().getConnection();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(52)");
            Future<?> payment = threads.submit(() -> shop.pay(order));
            waitUntil(1, payment);
            Future<?> signUp = threads.submit(() -> join(code, Duration.ZERO));
            waitUntil(2, signUp);
            assertThat(signUp.isDone()).isFalse();
            gate.commit();
        } finally {
            assertThat(Sql.attempt(DATABASE.owner(), "drop trigger wait_at_the_gate on billing.payment_order"))
                    .isEmpty();
        }
        assertThat(booked(order)).hasSize(2);
    }

    private static void waitUntil(int waiting, Future<?> last) {
        String query = "select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'";
        while (!last.isDone() && Sql.number(DATABASE.owner(), query) < waiting) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldBookThePurchaseAndTheCommissionOrNeither() {
        join();
        Order order = shop.order(viewer);
        String broken = "alter table billing.referral_commission add constraint broken check (steps < 0) not valid";
        assertThat(Sql.attempt(DATABASE.owner(), broken)).isEmpty();
        assertThatThrownBy(() -> shop.pay(order)).isInstanceOf(RuntimeException.class);
        assertThat(shop.stateOf(order)).isEqualTo("PENDING");
        assertThat(shop.test.available(viewer)).isZero();
        assertThat(Sql.attempt(DATABASE.owner(), "alter table billing.referral_commission drop constraint broken"))
                .isEmpty();
        shop.pay(order);
        assertThat(booked(order)).hasSize(2);
    }
}
