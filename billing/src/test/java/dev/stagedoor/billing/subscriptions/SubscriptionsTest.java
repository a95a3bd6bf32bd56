package dev.stagedoor.billing.subscriptions;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static dev.stagedoor.billing.subscriptions.TestMonths.accepted;
import static dev.stagedoor.billing.subscriptions.TestMonths.monthsLater;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Obstacle;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.subscriptions.Subscription.State;
import dev.stagedoor.billing.wallet.SpendLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of the house at 199, 499 and 999 coins a month, and fan clubs. The first day is the tenth of March. */
class SubscriptionsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID subscription = id();
    private TestMonths months;
    private TestBilling test;
    private Subscriptions subscriptions;

    @BeforeEach
    void open() {
        open(SubscriptionTerms.defaults());
    }

    private void open(SubscriptionTerms terms) {
        months = new TestMonths(DATABASE.pool(), terms, subscription);
        test = months.test;
        subscriptions = months.subscriptions;
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @ParameterizedTest
    @CsvSource({"VIP, VIP, 199", "PREMIUM, Premium, 499", "CREATOR_PLUS, Creator+, 999"})
    void shouldPayAMonthAheadAndUseItWhenItIsOver(String plan, String name, long price) {
        UUID user = test.viewerWith(2 * price);
        Subscription begun = accepted(subscriptions.subscribe(subscription, user, plan));
        assertThat(begun.state()).isEqualTo(State.ACTIVE);
        assertThat(begun.periodEnd()).isEqualTo(monthsLater(1));
        assertThat(test.available(user)).isEqualTo(price * 1_000);
        assertThat(balance("escrow.event")).isEqualTo(price * 1_000);
        long used = redeemed();
        months.passTo(monthsLater(1).minusMillis(1));
        assertThat(redeemed()).isEqualTo(used);
        months.passTo(monthsLater(1));
        assertThat(redeemed()).isEqualTo(used + price * 1_000);
        assertThat(test.available(user)).isZero();
        assertThat(months.live(user).monthNo()).isEqualTo(2);
        assertThat(months.live(user).plan().name()).isEqualTo(name);
        assertThat(months.live(user).periodEnd()).isEqualTo(monthsLater(2));
    }

    @Test
    void shouldSellNothingAgainstLimitsAndRenewNothingForWhoIsShutOut() {
        UUID user = test.viewerWith(1_500);
        test.billing.limits().set(user, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 199_999L);
        assertThat(subscriptions.subscribe(id(), user, "PREMIUM")).isInstanceOf(SubscriptionOutcome.Limited.class);
        assertThat(test.available(user)).isEqualTo(1_500_000);
        assertThat(subscriptions.of(user)).isEmpty();
        accepted(subscriptions.subscribe(subscription, user, "VIP"));
        assertThat(subscriptions.change(subscription, user, "PREMIUM")).isInstanceOf(SubscriptionOutcome.Limited.class);
        assertThat(test.available(user)).isEqualTo(1_301_000);
        months.passTo(monthsLater(1).minusSeconds(60));
        test.billing.limits().exclude(user, Duration.ofDays(90));
        months.passTo(monthsLater(1));
        assertThat(months.live(user).state()).isEqualTo(State.PAST_DUE);
        assertThat(test.available(user)).isEqualTo(1_301_000);
    }

    @Test
    void shouldRenewTheOthersAlthoughOneCannotBe() {
        UUID stuck = test.viewerWith(2 * 199);
        UUID other = test.viewerWith(2 * 199);
        accepted(subscriptions.subscribe(subscription, stuck, "VIP"));
        accepted(subscriptions.subscribe(id(), other, "VIP"));
        try (Obstacle _ = new Obstacle(DATABASE, "subscription", "user_id", stuck)) {
            assertThatThrownBy(() -> months.passTo(monthsLater(1))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(subscriptions.of(other).getFirst().monthNo()).isEqualTo(2);
        assertThat(months.live(stuck).monthNo()).isEqualTo(1);
        months.passTo(monthsLater(1));
        assertThat(months.live(stuck).monthNo()).isEqualTo(2);
    }

    @Test
    void shouldComeBackToTheThirtyFirstAfterAShortMonth() {
        Instant anchor = Instant.parse("2027-01-31T12:00:00Z");
        assertThat(List.of(Renewal.month(anchor, 1), Renewal.month(anchor, 2), Renewal.month(anchor, 3)))
                .containsExactly(
                        Instant.parse("2027-02-28T12:00:00Z"),
                        Instant.parse("2027-03-31T12:00:00Z"),
                        Instant.parse("2027-04-30T12:00:00Z"));
        months.passTo(anchor);
        UUID user = test.viewerWith(4 * 199);
        subscriptions.subscribe(subscription, user, "VIP");
        months.passTo(Instant.parse("2027-02-28T12:00:00Z"));
        assertThat(months.live(user).periodEnd()).isEqualTo(Instant.parse("2027-03-31T12:00:00Z"));
        months.passTo(Instant.parse("2027-03-31T12:00:00Z"));
        assertThat(months.live(user).periodEnd()).isEqualTo(Instant.parse("2027-04-30T12:00:00Z"));
    }

    @Test
    void shouldBePastDueForAWeekThenExpire() {
        UUID user = test.viewerWith(199);
        subscriptions.subscribe(subscription, user, "VIP");
        months.passTo(monthsLater(1));
        assertThat(months.live(user).state()).isEqualTo(State.PAST_DUE);
        assertThat(subscriptions.planOf(user)).isNotNull();
        months.passTo(monthsLater(1).plus(Duration.ofDays(7)).minusMillis(1));
        assertThat(months.live(user).state()).isEqualTo(State.PAST_DUE);
        months.passTo(monthsLater(1).plus(Duration.ofDays(7)));
        assertThat(months.live(user).state()).isEqualTo(State.EXPIRED);
        assertThat(subscriptions.planOf(user)).isNull();
        test.give(user, 500);
        months.passTo(monthsLater(2));
        assertThat(test.available(user)).isEqualTo(500_000);
        assertThat(accepted(subscriptions.subscribe(id(), user, "VIP")).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void shouldGoOnFromTheOldDayWhenItIsPaidLate() {
        UUID user = test.viewerWith(199);
        subscriptions.subscribe(subscription, user, "VIP");
        months.passTo(monthsLater(1));
        test.give(user, 199);
        months.passTo(monthsLater(1).plus(Duration.ofHours(23)));
        assertThat(months.live(user).state()).isEqualTo(State.PAST_DUE);
        months.passTo(monthsLater(1).plus(Duration.ofDays(1)));
        assertThat(months.live(user).state()).isEqualTo(State.ACTIVE);
        assertThat(months.live(user).periodEnd()).isEqualTo(monthsLater(2));
    }

    @Test
    void shouldEndWithTheMonthUnlessItIsResumed() {
        UUID user = test.viewerWith(1_000);
        subscriptions.subscribe(subscription, user, "VIP");
        assertThat(accepted(subscriptions.cancelAtEnd(subscription, user)).cancelAtEnd())
                .isTrue();
        assertThat(accepted(subscriptions.resume(subscription, user)).cancelAtEnd())
                .isFalse();
        months.passTo(monthsLater(1));
        assertThat(months.live(user).monthNo()).isEqualTo(2);
        subscriptions.cancelAtEnd(subscription, user);
        assertThat(subscriptions.planOf(user)).isNotNull();
        months.passTo(monthsLater(2));
        assertThat(months.live(user).state()).isEqualTo(State.CANCELED);
        assertThat(test.available(user)).isEqualTo((1_000 - 2 * 199) * 1_000);
        assertThat(subscriptions.resume(subscription, user)).isEqualTo(new SubscriptionOutcome.Unknown());
        assertThat(subscriptions.change(subscription, user, "PREMIUM")).isEqualTo(new SubscriptionOutcome.Unknown());
        assertThat(subscriptions.cancelNow(subscription, user)).isInstanceOf(SubscriptionOutcome.Accepted.class);
        assertThat(months.live(user).state()).isEqualTo(State.CANCELED);
        assertThat(subscriptions.cancelNow(subscription, id())).isEqualTo(new SubscriptionOutcome.Unknown());
    }

    @ParameterizedTest(name = "a fan club of 310 coins, left after {0} of 31 days: {1} back, {2} paise earned")
    @CsvSource({"0, 310000, 0", "1, 300000, 450", "10, 210000, 4500", "31, 0, 13950"})
    void shouldGiveTheRestOfTheMonthBackWithThePerformersShareOfIt(int days, long back, long earned) {
        UUID performer = id();
        subscriptions.setFanClub(performer, coins(310), Set.of());
        UUID user = test.viewerWith(310);
        accepted(subscriptions.join(subscription, user, performer));
        assertThat(earned(performer)).isEqualTo(13_950);
        assertThat(subscriptions.members(performer)).isEqualTo(1);
        test.pass(Duration.ofDays(days).toMillis());
        assertThat(accepted(subscriptions.cancelNow(subscription, user)).state())
                .isEqualTo(State.CANCELED);
        subscriptions.cancelNow(subscription, user);
        assertThat(test.available(user)).isEqualTo(back);
        assertThat(earned(performer)).isEqualTo(earned);
        assertThat(subscriptions.members(performer)).isZero();
        assertThat(balance("escrow.event")).isZero();
    }

    @Test
    void shouldChangeToADearerPlanAtOnceAndToACheaperOneWithTheNextMonth() {
        UUID user = test.viewerWith(199 + 499 + 199);
        subscriptions.subscribe(subscription, user, "VIP");
        test.pass(Duration.ofDays(31).toMillis() / 2);
        Subscription dearer = accepted(subscriptions.change(subscription, user, "PREMIUM"));
        // Half of the 199 came back.
        assertThat(test.available(user)).isEqualTo(199_000 + 99_500);
        Instant changed = TestBilling.NOON.plus(Duration.ofDays(31).dividedBy(2));
        Instant end = changed.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
        assertThat(dearer.periodEnd()).isEqualTo(end);
        assertThat(accepted(subscriptions.change(subscription, user, "VIP"))
                        .plan()
                        .code())
                .isEqualTo("PREMIUM");
        months.passTo(end);
        assertThat(months.live(user).plan().code()).isEqualTo("VIP");
        assertThat(test.available(user)).isEqualTo(99_500);
        assertThat(subscriptions.change(subscription, user, "CREATOR_PLUS"))
                .isInstanceOf(SubscriptionOutcome.InsufficientFunds.class);
        assertThat(months.live(user).plan().code()).isEqualTo("VIP");
        assertThat(subscriptions.change(subscription, user, "GOLD")).isEqualTo(new SubscriptionOutcome.UnknownPlan());
    }

    @Test
    void shouldSellThePlansOfThePriceList() {
        assertThat(subscriptions.plans())
                .extracting(plan -> plan.code() + " " + plan.price().amountMinor() / 1_000 + " " + plan.discount())
                .containsExactly(
                        "VIP 199 Discount[kind=PRICE_CUT, basisPoints=2000]",
                        "PREMIUM 499 Discount[kind=PRICE_CUT, basisPoints=3000]",
                        "CREATOR_PLUS 999 Discount[kind=PRICE_CUT, basisPoints=4000]");
        assertThat(subscriptions.plans())
                .allSatisfy(plan -> assertThat(plan.perks()).contains("badge"));
    }

    @Test
    void shouldOfferPackagesAtThePlansPrice() {
        UUID user = test.viewerWith(199);
        assertThat(test.billing.payments().offers(user))
                .allSatisfy(offer -> assertThat(offer.yours()).isEqualTo(offer.regular()));
        accepted(subscriptions.subscribe(subscription, user, "VIP"));
        assertThat(test.billing.payments().offers(user)).allSatisfy(offer -> {
            assertThat(offer.yours().price().amountMinor())
                    .isEqualTo(offer.regular().price().amountMinor() * 8 / 10);
            assertThat(offer.yours().totalCoins()).isEqualTo(offer.regular().totalCoins());
        });
    }

    @Test
    void shouldTryOnceForFreeAndPayAfterwards() {
        open(new SubscriptionTerms(7, 7, Duration.ofDays(1)));
        UUID user = test.viewerWith(199);
        assertThat(accepted(subscriptions.subscribe(subscription, user, "VIP")).state())
                .isEqualTo(State.TRIALING);
        assertThat(test.available(user)).isEqualTo(199_000);
        Instant paidFrom = months.now().plus(Duration.ofDays(7));
        months.passTo(paidFrom);
        assertThat(months.live(user).state()).isEqualTo(State.ACTIVE);
        assertThat(months.live(user).periodEnd())
                .isEqualTo(paidFrom.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
        assertThat(test.available(user)).isZero();
        subscriptions.cancelNow(subscription, user);
        assertThat(accepted(subscriptions.subscribe(id(), user, "VIP")).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void shouldKeepOnePlanOfTheHouseAndOneMembershipOfEachClub() {
        UUID performer = id();
        subscriptions.setFanClub(performer, coins(50), Set.of());
        UUID user = test.viewerWith(1_000);
        subscriptions.subscribe(subscription, user, "VIP");
        assertThat(accepted(subscriptions.subscribe(subscription, user, "VIP")).monthNo())
                .isEqualTo(1);
        assertThat(subscriptions.subscribe(id(), user, "PREMIUM"))
                .isEqualTo(new SubscriptionOutcome.AlreadySubscribed());
        accepted(subscriptions.join(id(), user, performer));
        assertThat(subscriptions.join(id(), user, performer)).isEqualTo(new SubscriptionOutcome.AlreadySubscribed());
        assertThat(subscriptions.join(id(), user, id())).isEqualTo(new SubscriptionOutcome.UnknownPlan());
        assertThat(subscriptions.subscribe(id(), test.viewerWith(198), "VIP"))
                .isEqualTo(new SubscriptionOutcome.InsufficientFunds(coins(199), coins(198)));
    }

    @Test
    void shouldKeepThePriceOfAFanClubForThoseWhoAreInIt() {
        UUID performer = id();
        subscriptions.setFanClub(performer, coins(50), Set.of());
        UUID user = test.viewerWith(200);
        subscriptions.join(subscription, user, performer);
        subscriptions.setFanClub(performer, coins(90), Set.of("backstage"));
        months.passTo(monthsLater(1));
        assertThat(test.available(user)).isEqualTo(100_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldPayEachMonthOnceWhateverBecameOfTheCommit(Fault fault) {
        UUID user = test.viewerWith(1_000);
        // Plans are known, so that the fault meets the payment.
        subscriptions.subscribe(id(), test.viewerWith(1_000), "VIP");
        subscriptions.subscribe(subscription, user, "VIP");
        test.pass(Duration.ofDays(31).toMillis());
        months.database.breakAt(fault);
        assertThatThrownBy(() -> subscriptions.run(monthsLater(1))).isInstanceOf(LedgerUnavailableException.class);
        months.database.breakAt(Fault.NONE);
        subscriptions.run(monthsLater(1));
        subscriptions.run(monthsLater(1));
        assertThat(test.available(user)).isEqualTo((1_000 - 2 * 199) * 1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void shouldRenewEachOnceWhenSeveralNodesDoIt(int nodes) {
        List<UUID> users = List.of(test.viewerWith(1_000), test.viewerWith(1_000), test.viewerWith(1_000));
        users.forEach(user -> subscriptions.subscribe(id(), user, "VIP"));
        Together.run(
                nodes,
                () -> new TestBilling(DATABASE.pool(), BillingConfig.defaults())
                        .billing
                        .subscriptions()
                        .run(monthsLater(1)));
        subscriptions.run(monthsLater(1));
        assertThat(users.stream().map(test::available)).containsOnly((1_000L - 2 * 199) * 1_000);
    }

    @Test
    void shouldRefuseADiscountThatIsNoneOrMoreThanThePrice() {
        assertThatThrownBy(() -> new Plan.Discount(Plan.Discount.Kind.NONE, 100))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Plan.Discount(Plan.Discount.Kind.PRICE_CUT, 10_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long balance(String kind) {
        return Sql.number(DATABASE.owner(), """
                select coalesce(sum(balance), 0) from billing.account where kind = '%s' and owner_ref = '%s'""".formatted(kind, subscription));
    }

    private long redeemed() {
        return Sql.number(DATABASE.owner(), """
                select coalesce(sum(amount), 0) from billing.entry e join billing.transfer t on t.id = e.transfer_id
                  join billing.account a on a.id = e.account_id
                 where t.code = 'SUBSCRIPTION_USED' and a.kind = 'platform.coins_redeemed'
                   and t.session_id in (select id from billing.subscription_month where subscription_id = '%s')""".formatted(subscription));
    }

    private long earned(UUID performer) {
        return test.billing.wallets().earnings(performer).total().amountMinor();
    }
}
