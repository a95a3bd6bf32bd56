package dev.stagedoor.billing.payments;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.payments.AutoTopUp.Off;
import dev.stagedoor.billing.payments.AutoTopUp.Outcome;
import dev.stagedoor.billing.payments.AutoTopUp.Wish;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.SpendLimit;
import dev.stagedoor.billing.wallet.Tip;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody who has 50 coins bought for 49 rupees, and wants the same again below 40. */
class AutoTopUpsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    private final UUID performer = id();
    private final UUID buyer = id();
    private TestBilling test;
    private AutoTopUps topUps;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        topUps = test.billing.autoTopUps();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        assertThat(test.billing.ledger().trialBalance().zero()).isTrue();
    }

    private UUID buy(String card) {
        Payments payments = test.billing.payments();
        UUID orderId = ((OrderOutcome.Created) payments.order(buyer, "inr-49", id().toString()))
                .order()
                .orderId();
        deliver(payments.sandbox().pay(orderId, card));
        return orderId;
    }

    private void deliver(List<SignedWebhook> webhooks) {
        for (SignedWebhook webhook : webhooks) {
            byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
            test.billing.providerNews().webhook("sandbox", webhook.headers(), body, "127.0.0.1");
        }
    }

    private Outcome wish(long thresholdCoins, long capRupees) {
        return wish(thresholdCoins, capRupees, LimitPeriod.MONTH);
    }

    private Outcome wish(long thresholdCoins, long capRupees, LimitPeriod period) {
        Money cap = new Money(capRupees * 100, Asset.INR);
        return topUps.set(buyer, new Wish(coins(thresholdCoins), "inr-49", cap, period));
    }

    /** Spends, and lets what is due happen. */
    private void tip(long whole) {
        var _ = test.billing.tips().tip(new Tip(id(), buyer, performer, null, coins(whole), "", false));
        test.billing.runMaintenance();
    }

    private AutoTopUp state() {
        return requireNonNull(topUps.of(buyer));
    }

    private List<OrderState> attempts() {
        return state().attempts().stream().map(Order::state).toList();
    }

    @ParameterizedTest(name = "below {0} coins, up to {1} rupees, paid by {2}: {3}")
    @CsvSource({
        "40, 49, SUCCESS, On",
        "40, 48, SUCCESS, CapTooLow",
        "50, 49, SUCCESS, On",
        "51, 49, SUCCESS, ThresholdTooHigh",
        "40, 49, DECLINE, NoMethod",
    })
    void shouldNeedAMethodAndACapThatPaysOnceAndCoinsThatSuffice(
            long threshold, long cap, String card, String outcome) {
        assertThat(topUps.of(buyer)).isNull();
        buy(card);
        assertThat(wish(threshold, cap).getClass().getSimpleName()).isEqualTo(outcome);
        Money much = new Money(1_000_00, Asset.INR);
        assertThat(topUps.set(buyer, new Wish(coins(1), "none", much, LimitPeriod.DAY)))
                .isEqualTo(new Outcome.UnknownPackage());
    }

    @Test
    void shouldBuyWhenTooFewAreLeftAndNotBefore() {
        buy("SUCCESS");
        wish(40, 1_000);
        tip(10);
        assertThat(attempts()).isEmpty();
        tip(1);
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(89_000);
        assertThat(state().used()).isEqualTo(new Money(49_00, Asset.INR));
        topUps.stop(buyer);
        tip(80);
        assertThat(attempts()).hasSize(1);
        assertThat(state().off()).isEqualTo(Off.BUYER);
    }

    @ParameterizedTest(name = "a {0} is {1} days")
    @CsvSource({"DAY, 1", "WEEK, 7", "MONTH, 30"})
    void shouldStopAtTheCapUntilItsPeriodHasPassed(LimitPeriod period, int days) {
        buy("SUCCESS");
        wish(40, 100, period);
        tip(20);
        tip(50);
        tip(50);
        assertThat(attempts()).containsExactly(OrderState.PAID, OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(30_000);
        test.pass(days * DAY_MS - 1);
        tip(1);
        assertThat(attempts()).hasSize(2);
        test.pass(1);
        tip(1);
        assertThat(attempts()).hasSize(3);
    }

    @Test
    void shouldObeyTheBuyersOwnLimits() {
        buy("SUCCESS");
        wish(40, 1_000);
        test.billing.limits().set(buyer, SpendLimit.Kind.BUY, LimitPeriod.DAY, 97_00L);
        tip(20);
        assertThat(attempts()).isEmpty();
        test.billing.limits().set(buyer, SpendLimit.Kind.BUY, LimitPeriod.DAY, 98_00L);
        test.pass(DAY_MS);
        tip(1);
        assertThat(attempts()).containsExactly(OrderState.PAID);
    }

    @Test
    void shouldBuyNothingForWhoShutThemselvesOut() {
        buy("SUCCESS");
        wish(40, 1_000);
        var _ = test.billing.tips().tip(new Tip(id(), buyer, performer, null, coins(20), "", false));
        test.billing.limits().exclude(buyer, Duration.ofDays(1));
        test.billing.runMaintenance();
        assertThat(attempts()).isEmpty();
    }

    @Test
    void shouldNotBeSwitchedOnByWhoShutThemselvesOut() {
        buy("SUCCESS");
        test.billing.limits().exclude(buyer, Duration.ofDays(1));
        assertThat(wish(40, 1_000)).isInstanceOf(Outcome.ShutOut.class);
        assertThat(topUps.of(buyer)).isNull();
        test.pass(DAY_MS);
        assertThat(wish(40, 1_000)).isInstanceOf(Outcome.On.class);
    }

    @Test
    void shouldSwitchItselfOffAfterThreeDeclinesAnHourApart() {
        buy("ONCE");
        wish(40, 1_000);
        tip(20);
        test.pass(HOUR_MS - 1);
        tip(1);
        assertThat(attempts()).containsExactly(OrderState.FAILED);
        test.pass(1);
        tip(1);
        assertThat(attempts()).hasSize(2);
        assertThat(state().off()).isNull();
        test.pass(HOUR_MS);
        var _ = test.billing.tips().tip(new Tip(id(), buyer, performer, null, coins(1), "", false));
        test.walletNews.clear();
        test.billing.runMaintenance();
        assertThat(test.walletNews).as("so that an open page shows the notice").contains(buyer);
        assertThat(attempts()).hasSize(3).containsOnly(OrderState.FAILED);
        assertThat(state().off()).isEqualTo(Off.DECLINED);
        test.pass(HOUR_MS);
        tip(1);
        assertThat(attempts()).hasSize(3);
        assertThat(state().used()).isEqualTo(new Money(0, Asset.INR));

        buy("SUCCESS");
        wish(40, 1_000);
        tip(40);
        assertThat(attempts().getFirst()).isEqualTo(OrderState.PAID);
    }

    @Test
    void shouldStopWhenTheBuyersBankTakesTheMethodsPaymentBack() {
        UUID orderId = buy("SUCCESS");
        buy("SUCCESS");
        wish(40, 1_000);
        deliver(test.billing.payments().sandbox().dispute(orderId, ProviderEvent.Kind.CHARGEBACK_OPENED, 0));
        tip(20);
        assertThat(attempts()).as("another payment's case").hasSize(1);
        UUID attempt = state().attempts().getFirst().orderId();
        deliver(test.billing.payments().sandbox().dispute(attempt, ProviderEvent.Kind.CHARGEBACK_OPENED, 0));
        tip(1);
        assertThat(attempts()).hasSize(1);
        assertThat(state().off()).isEqualTo(Off.DISPUTED);
    }

    @Test
    void shouldStopWhenItsProviderIsSwitchedOff() {
        buy("SUCCESS");
        wish(40, 1_000);
        tip(5);
        assertThat(topUps.offered(id())).isTrue();
        test = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().sandboxEnabled(false).build());
        topUps = test.billing.autoTopUps();
        assertThat(topUps.offered(buyer)).isFalse();
        tip(20);
        assertThat(attempts()).isEmpty();
        assertThat(state().off()).isEqualTo(Off.PROVIDER);
    }

    @Test
    void shouldBuyNothingForCoinsThatExpireWhileNobodyIsThere() {
        buy("SUCCESS");
        wish(40, 1_000);
        // Years, so that it is later than what the database has seen by its own clock.
        test.pass(100 * 365 * DAY_MS);
        test.billing.runMaintenance();
        test.billing.runMaintenance();
        assertThat(test.available(buyer)).isZero();
        assertThat(attempts()).isEmpty();
        wish(40, 1_000);
        test.billing.runMaintenance();
        assertThat(attempts()).as("back, and agreed again").containsExactly(OrderState.PAID);
    }

    @Test
    void shouldKeepACallGoing() {
        buy("SUCCESS");
        wish(15, 1_000);
        UUID call = test.call(buyer, performer, 10, Increment.MINUTE);
        for (long ms = 0; ms <= 330_000; ms += 5_000) {
            test.billing.metering().usage(call, ms);
            test.billing.runMaintenance();
        }
        assertThat(test.billing.metering().usage(call, 330_000).billableMs()).isEqualTo(330_000);
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(test.billing.metering().end(call, 330_000, EndReason.HANG_UP).charged())
                .isEqualTo(coins(60));
    }

    @Test
    void shouldKeepEveryAgreementForGood() {
        buy("SUCCESS");
        wish(40, 1_000);
        topUps.stop(buyer);
        wish(30, 49, LimitPeriod.DAY);
        assertThat(Sql.rows(DATABASE.owner(), """
                select concat_ws(' ', agreement->>'threshold_minor', agreement->>'price_minor', agreement->>'cap_minor',
                       agreement->>'cap_period', agreement->>'off_reason')
                  from billing.auto_top_up_log where user_id = '%s' order by id""".formatted(buyer)))
                .containsExactly("40000 4900 100000 MONTH", "40000 4900 100000 MONTH BUYER", "30000 4900 4900 DAY");
        assertThat(Sql.attempt(DATABASE.pool(), "update billing.auto_top_up_log set user_id = gen_random_uuid()"))
                .isEqualTo("42501");
        assertThat(Sql.attempt(DATABASE.pool(), "delete from billing.auto_top_up_log"))
                .isEqualTo("42501");
    }
}
