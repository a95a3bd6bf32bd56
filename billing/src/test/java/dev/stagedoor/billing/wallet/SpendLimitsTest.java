package dev.stagedoor.billing.wallet;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Funding;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.MeterReading;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Rate;
import dev.stagedoor.billing.metering.SwitchOutcome;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.pricing.Increment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do not allow themselves. A viewer has 1000 coins. */
class SpendLimitsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private TestBilling test;
    private SpendLimits limits;
    private UUID viewer;

    @BeforeEach
    void open() {
        test = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().peakWindows(List.of()).build());
        // Transfers are dated by the database.
        test.pass(Duration.between(TestBilling.NOON, Instant.now()).toMillis());
        limits = test.billing.limits();
        viewer = test.viewerWith(1_000);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldRefuseTheTipThatGoesOverAndNoOther() {
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 100_000L);
        assertThat(tip(60)).isInstanceOf(TipOutcome.Posted.class);
        assertThat(tip(41))
                .isEqualTo(new TipOutcome.Limited(new SpendRefusal.OverLimit(LimitPeriod.DAY, coins(100), coins(40))));
        assertThat(tip(40)).isInstanceOf(TipOutcome.Posted.class);
        assertThat(test.available(viewer)).isEqualTo(900_000);
        assertThat(Sql.number(DATABASE.owner(), "select count(*) from billing.tip where viewer_id = '" + viewer + "'"))
                .isEqualTo(2);
    }

    @Test
    void shouldHoldForTipsAtOnce() {
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.WEEK, 100_000L);
        List<Callable<TipOutcome>> tips = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tips.add(() -> tip(30));
        }
        assertThat(Together.run(tips))
                .filteredOn(TipOutcome.Posted.class::isInstance)
                .hasSize(3);
    }

    @Test
    void shouldCountAHoldAndGiveBackWhatItReleased() {
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.MONTH, 30_000L);
        Quote dear = test.quote(viewer, id(), 11, Increment.MINUTE);
        assertThat(test.billing.metering().hold(id(), dear.quoteId())).isInstanceOf(HoldOutcome.Limited.class);
        assertThat(test.held(viewer)).isZero();
        UUID call = test.call(viewer, id(), 10, Increment.MINUTE);
        assertThat(tip(1)).isInstanceOf(TipOutcome.Limited.class);
        test.billing.metering().end(call, 1_000, EndReason.HANG_UP);
        assertThat(limits.limits(viewer).getFirst().used()).isEqualTo(coins(10));
        assertThat(tip(20)).isInstanceOf(TipOutcome.Posted.class);
        assertThat(tip(1)).isInstanceOf(TipOutcome.Limited.class);
    }

    /** A call of 8 coins a minute holds 24 at first, and 16 more when less than 75 seconds are left. */
    @Test
    void shouldQuoteWhatLimitsLeave() {
        Rate rate = new Rate(CallKind.AUDIO, coins(8), null, Increment.MINUTE);
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 45_000L);
        assertThat(test.billing.metering().quote(viewer, id(), rate)).satisfies(quote -> {
            assertThat(quote.spendable()).isEqualTo(coins(45));
            assertThat(quote.estimatedMinutes()).isEqualTo(5);
        });
        limits.exclude(viewer, Duration.ofDays(1));
        assertThat(test.billing.metering().quote(viewer, id(), rate).spendable())
                .isEqualTo(coins(0));
    }

    @Test
    void shouldEndARunningCallWhereTheLimitIs() {
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 45_000L);
        UUID call = test.call(viewer, id(), 8, Increment.MINUTE);
        MeterReading last = runTo(call, 600_000);
        assertThat(last.endAtMs()).isEqualTo(300_000);
        assertThat(last.funding()).isEqualTo(Funding.EXHAUSTED);
        assertThat(test.billing
                        .metering()
                        .end(call, 600_000, EndReason.INSUFFICIENT_FUNDS)
                        .charged())
                .isEqualTo(coins(40));
        assertThat(limits.limits(viewer).getFirst().used()).isEqualTo(coins(40));
    }

    @Test
    void shouldWarnARunningCallOfTheLimitAsOfLowCoins() {
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 40_000L);
        UUID call = test.call(viewer, id(), 8, Increment.MINUTE);
        assertThat(runTo(call, 170_000).funding()).isEqualTo(Funding.FUNDED);
        assertThat(runTo(call, 181_000)).satisfies(reading -> {
            assertThat(reading.funding()).isEqualTo(Funding.LOW);
            assertThat(reading.remainingMs()).isEqualTo(119_000);
        });
    }

    @Test
    void shouldHoldNothingMoreForWhoShutsThemselvesOutDuringACall() {
        UUID call = test.call(viewer, id(), 8, Increment.MINUTE);
        runTo(call, 30_000);
        limits.exclude(viewer, Duration.ofDays(1));
        assertThat(runTo(call, 600_000).endAtMs()).isEqualTo(180_000);
        assertThat(test.billing
                        .metering()
                        .end(call, 600_000, EndReason.INSUFFICIENT_FUNDS)
                        .charged())
                .isEqualTo(coins(24));
    }

    @Test
    void shouldNotSwitchToADearerMediumBeyondTheLimit() {
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 30_000L);
        UUID call = id();
        Quote quote = test.billing
                .metering()
                .quote(viewer, id(), new Rate(CallKind.AUDIO, coins(8), coins(60), Increment.MINUTE));
        test.billing.metering().hold(call, quote.quoteId());
        test.billing.metering().started(call);
        assertThat(test.billing.metering().switchTo(call, CallKind.VIDEO, 1_000))
                .isInstanceOf(SwitchOutcome.InsufficientFunds.class);
        assertThat(test.held(viewer)).isLessThanOrEqualTo(30_000);
    }

    private MeterReading runTo(UUID call, long untilMs) {
        MeterReading reading = test.billing.metering().usage(call, 0);
        while (reading.billableMs() < untilMs && reading.funding() != Funding.EXHAUSTED) {
            test.pass(1_000);
            reading = test.billing.metering().usage(call, reading.billableMs() + 1_000);
        }
        return reading;
    }

    @Test
    void shouldForgetWhatIsOlderThanThePeriod() {
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 50_000L);
        tip(50);
        test.pass(Duration.ofHours(23).toMillis());
        assertThat(tip(50)).isInstanceOf(TipOutcome.Limited.class);
        test.pass(Duration.ofHours(2).toMillis());
        assertThat(tip(50)).isInstanceOf(TipOutcome.Posted.class);
    }

    @Test
    void shouldLimitWhatIsBought() {
        limits.set(viewer, SpendLimit.Kind.BUY, LimitPeriod.WEEK, 10_000L);
        assertThat(order("inr-99")).isInstanceOf(OrderOutcome.Created.class);
        assertThat(order("inr-49"))
                .isEqualTo(new OrderOutcome.Limited(new SpendRefusal.OverLimit(
                        LimitPeriod.WEEK, new Money(10_000, Asset.INR), new Money(100, Asset.INR))));
        assertThat(Sql.number(
                        DATABASE.owner(),
                        "select count(*) from billing.payment_order where user_id = '" + viewer + "'"))
                .isEqualTo(1);
        assertThat(tip(500)).isInstanceOf(TipOutcome.Posted.class);
    }

    @Test
    void shouldHoldForOrdersAtOnce() {
        limits.set(viewer, SpendLimit.Kind.BUY, LimitPeriod.DAY, 15_000L);
        List<Callable<OrderOutcome>> orders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            orders.add(() -> order("inr-49"));
        }
        assertThat(Together.run(orders))
                .filteredOn(OrderOutcome.Created.class::isInstance)
                .hasSize(3);
    }

    @Test
    void shouldLowerAtOnceAndRaiseAfterADay() {
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 50_000L);
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 500_000L);
        assertThat(limits.limits(viewer).getFirst().next()).isEqualTo(coins(500));
        assertThat(tip(51)).isInstanceOf(TipOutcome.Limited.class);
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 20_000L);
        assertThat(limits.limits(viewer).getFirst().nextAt()).isNull();
        assertThat(tip(21)).isInstanceOf(TipOutcome.Limited.class);
        limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, null);
        test.pass(Duration.ofDays(1).toMillis() - 1);
        assertThat(tip(21)).isInstanceOf(TipOutcome.Limited.class);
        test.pass(1);
        assertThat(tip(51)).isInstanceOf(TipOutcome.Posted.class);
        assertThat(limits.limits(viewer).getFirst().amount()).isNull();
    }

    @Test
    void shouldShutOutFromEverythingForTheWholeTime() {
        Quote quote = test.quote(viewer, id(), 8, Increment.MINUTE);
        Instant until = limits.exclude(viewer, Duration.ofDays(30));
        assertThat(tip(1)).isEqualTo(new TipOutcome.Limited(new SpendRefusal.Excluded(until)));
        assertThat(test.billing.metering().hold(id(), quote.quoteId())).isInstanceOf(HoldOutcome.Limited.class);
        assertThat(order("inr-49")).isInstanceOf(OrderOutcome.Limited.class);
        assertThat(limits.exclude(viewer, Duration.ofDays(1))).isEqualTo(until);
        test.pass(Duration.ofDays(30).toMillis() - 1);
        assertThat(tip(1)).isInstanceOf(TipOutcome.Limited.class);
        test.pass(1);
        assertThat(tip(1)).isInstanceOf(TipOutcome.Posted.class);
        assertThat(limits.excludedUntil(viewer)).isNull();
    }

    @Test
    void shouldNotLetTheServerShortenAnExclusion() {
        limits.exclude(viewer, Duration.ofDays(30));
        assertThat(Sql.attempt(
                        DATABASE.pool(),
                        "update billing.self_exclusion set until_at = now() where user_id = '" + viewer + "'"))
                .isEqualTo("LG012");
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> limits.exclude(viewer, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.exclude(viewer, Duration.ofDays(9_999)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.set(viewer, SpendLimit.Kind.SPEND, LimitPeriod.DAY, -1L));
    }

    private TipOutcome tip(long wholeCoins) {
        return test.billing.tips().tip(new Tip(id(), viewer, id(), null, coins(wholeCoins), "", false));
    }

    private OrderOutcome order(String packageId) {
        return test.billing.payments().order(viewer, packageId, id().toString());
    }
}
