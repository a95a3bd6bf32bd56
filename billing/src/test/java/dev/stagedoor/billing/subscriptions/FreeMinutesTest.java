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
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.ListDraft;
import dev.stagedoor.billing.pricing.Lists;
import dev.stagedoor.billing.pricing.PricePresets;
import dev.stagedoor.billing.subscriptions.Subscription.State;
import dev.stagedoor.billing.wallet.ExpiringCoins;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * VIP for 199 coins with 40 free minutes, Premium for 499 with 100: at 5 coins a minute 200 coins and 500. The first day is the
 * tenth of March, the first month has 31 days.
 */
class FreeMinutesTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long VIP = 199_000;
    private static final long GIVEN = 200_000;
    private static final Duration MONTH = Duration.ofDays(31);

    private final UUID subscription = id();
    private TestMonths months;
    private TestBilling test;
    private Subscriptions subscriptions;

    @BeforeEach
    void open() {
        open(SubscriptionTerms.defaults());
        publish(40);
    }

    private void open(SubscriptionTerms terms) {
        months = new TestMonths(DATABASE.pool(), terms, subscription);
        test = months.test;
        subscriptions = months.subscriptions;
    }

    private void publish(int minutes) {
        Lists.publish(
                test,
                ListDraft.of(PricePresets.inr())
                        .plans(List.of(Lists.plan("vip", 19_900, minutes), Lists.plan("premium", 49_900, 100)))
                        .made());
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldGiveThemWithEveryMonthThatIsPaidAndTakeTheRestBackWithIt() {
        UUID user = subscriber(1_000);
        assertThat(test.available(user)).isEqualTo(1_000_000 - VIP + GIVEN);
        assertThat(lots(user)).containsExactly("200000 left, until " + monthsLater(1));
        tip(user, 72);
        months.passTo(monthsLater(1));
        // Of the second month nothing was paid with what was left of the first month's.
        assertThat(test.available(user)).isEqualTo(1_000_000 - 2 * VIP + GIVEN);
        assertThat(lots(user))
                .containsExactly("0 left, until " + monthsLater(1), "200000 left, until " + monthsLater(2));
        assertThat(journal(user))
                .containsExactly("SUBSCRIBE", "ALLOWANCE 200000", "EXPIRE 128000", "SUBSCRIBE", "ALLOWANCE 200000");
    }

    @Test
    void shouldNotPayTheNextMonthWithWhatIsLeft() {
        UUID user = subscriber(199);
        assertThat(test.available(user)).isEqualTo(GIVEN);
        months.passTo(monthsLater(1));
        assertThat(months.live(user).state()).isEqualTo(State.PAST_DUE);
        assertThat(test.available(user)).isZero();
        // Nor a dearer plan: the 200 of this month would make 499 of the 121 that are left and of what comes back of
        // the month.
        test.give(user, 320);
        months.passTo(monthsLater(1).plus(Duration.ofDays(1)));
        assertThat(test.available(user)).isEqualTo(121_000 + GIVEN);
        assertThat(subscriptions.change(subscription, user, "PREMIUM"))
                .isInstanceOf(SubscriptionOutcome.InsufficientFunds.class);
        assertThat(test.available(user)).isEqualTo(121_000 + GIVEN);
    }

    @Test
    void shouldGiveALateMonthItsOwnUntilItsOwnEnd() {
        UUID user = subscriber(199);
        months.passTo(monthsLater(1));
        assertThat(test.available(user)).isZero();
        test.give(user, 199);
        months.passTo(monthsLater(1).plus(Duration.ofDays(1)));
        assertThat(months.live(user).state()).isEqualTo(State.ACTIVE);
        assertThat(lots(user))
                .containsExactly("0 left, until " + monthsLater(1), "200000 left, until " + monthsLater(2));
    }

    @Test
    void shouldGiveNothingWithATrialNorWithAFanClub() {
        open(new SubscriptionTerms(7, 7, Duration.ofDays(1)));
        UUID user = subscriber(199);
        assertThat(months.live(user).state()).isEqualTo(State.TRIALING);
        assertThat(lots(user)).isEmpty();
        UUID performer = id();
        subscriptions.setFanClub(performer, coins(50), Set.of());
        UUID fan = test.viewerWith(50);
        subscriptions.join(id(), fan, performer);
        assertThat(test.available(fan)).isZero();
        months.passTo(months.now().plus(Duration.ofDays(7)));
        assertThat(months.live(user).state()).isEqualTo(State.ACTIVE);
        assertThat(test.available(user)).isEqualTo(GIVEN);
    }

    @Test
    void shouldGiveNobodyMoreWhoHasShutThemselvesOut() {
        UUID user = subscriber(1_000);
        months.passTo(monthsLater(1).minusSeconds(60));
        test.billing.limits().exclude(user, Duration.ofDays(90));
        months.passTo(monthsLater(1));
        assertThat(months.live(user).state()).isEqualTo(State.PAST_DUE);
        assertThat(test.available(user)).isEqualTo(1_000_000 - VIP);
    }

    @ParameterizedTest(name = "canceled after {0} days with {1} coins used: {2} thousandths of the price come back")
    @CsvSource({"0, 0, 199000", "0, 50, 149250", "0, 200, 0", "15.5, 0, 99500", "15.5, 150, 49750", "31, 0, 0"})
    void shouldEndWithAMonthThatEndsEarly(double days, long used, long back) {
        UUID user = subscriber(199);
        if (used > 0) {
            tip(user, used);
        }
        test.pass((long) (days * Duration.ofDays(1).toMillis()));
        accepted(subscriptions.cancelNow(subscription, user));
        assertThat(test.available(user)).isEqualTo(back);
        accepted(subscriptions.cancelNow(subscription, user));
        assertThat(test.available(user)).isEqualTo(back);
    }

    @Test
    void shouldNotBeCheaperForWhoBeginsAgainAndAgain() {
        UUID user = test.viewerWith(199);
        accepted(subscriptions.subscribe(subscription, user, "VIP"));
        tip(user, 200);
        accepted(subscriptions.cancelNow(subscription, user));
        assertThat(subscriptions.subscribe(id(), user, "VIP"))
                .isInstanceOf(SubscriptionOutcome.InsufficientFunds.class);
    }

    @Test
    void shouldBeginAnewWithADearerPlan() {
        UUID user = subscriber(199 + 499);
        tip(user, 20);
        test.pass(MONTH.toMillis() / 2);
        accepted(subscriptions.change(subscription, user, "PREMIUM"));
        // Half of the 199 came back, the 180 that were left did not, and 500 came.
        assertThat(test.available(user)).isEqualTo(99_500 + 500_000);
        assertThat(journal(user))
                .containsExactly(
                        "SUBSCRIBE",
                        "ALLOWANCE 200000",
                        "EXPIRE 180000",
                        "SUBSCRIPTION_REFUND",
                        "SUBSCRIBE",
                        "ALLOWANCE 500000");
    }

    @Test
    void shouldLetARunningCallUseWhatItHasSetAsideAndTakeTheRestWithoutMercy() {
        UUID user = subscriber(199);
        UUID call = test.call(user, id(), 10, Increment.MINUTE);
        test.billing.metering().usage(call, 1_000);
        long used = 10_000;
        long held = test.held(user);
        assertThat(held).isPositive();
        accepted(subscriptions.cancelNow(subscription, user));
        // What a call has taken or set aside counts as used.
        long back = VIP * (GIVEN - used - held) / GIVEN;
        assertThat(test.available(user)).isEqualTo(back);
        assertThat(test.held(user)).isEqualTo(held);
        test.billing.coinLife().expire(test.now());
        assertThat(test.held(user)).isEqualTo(held);
        test.billing.metering().end(call, 1_000, EndReason.HANG_UP);
        assertThat(test.available(user)).isEqualTo(back + held);
        test.billing.coinLife().expire(test.now());
        assertThat(test.available(user)).isEqualTo(back);
    }

    @Test
    void shouldTakeWhatCameBackAfterItWasSettled() {
        UUID user = subscriber(199);
        UUID call = test.call(user, id(), 10, Increment.MINUTE);
        test.billing.metering().usage(call, 1_000);
        test.billing.metering().end(call, 1_000, EndReason.HANG_UP);
        test.billing.coinLife().recognise(months.now());
        UUID claim = id();
        test.billing.disputes().openDispute(claim, user, call, "no picture");
        assertThat(test.billing.disputes().refundCall(claim, null, null, id(), "seen"))
                .isEqualTo(new ClaimOutcome.Refunded());
        assertThat(test.available(user)).isEqualTo(GIVEN);
        accepted(subscriptions.cancelNow(subscription, user));
        assertThat(test.available(user)).isEqualTo(VIP);
    }

    @Test
    void shouldTakeWhatComesBackFromAnEventAfterTheMonth() {
        UUID user = subscriber(199);
        UUID ticket = id();
        UUID performer = id();
        subscriptions.setFanClub(performer, coins(200), Set.of());
        // A month of a fan club, paid with free minutes, outlives the plan's.
        accepted(subscriptions.join(ticket, user, performer));
        assertThat(test.available(user)).isZero();
        accepted(subscriptions.cancelNow(subscription, user));
        assertThat(test.available(user)).isZero();
        accepted(subscriptions.cancelNow(ticket, user));
        assertThat(test.available(user)).isEqualTo(200_000);
        test.billing.coinLife().expire(test.now());
        assertThat(test.available(user)).isZero();
    }

    @Test
    void shouldStayWhatTheyWereWhenThePlanWasChosen() {
        UUID user = subscriber(1_000);
        publish(80);
        assertThat(subscriptions.plans().getFirst().allowance()).isEqualTo(coins(400));
        months.passTo(monthsLater(1));
        assertThat(test.available(user)).isEqualTo(1_000_000 - 2 * VIP + GIVEN);
        assertThat(months.live(user).plan().freeMinutes()).isEqualTo(40);
        UUID other = test.viewerWith(199);
        Subscription later = accepted(subscriptions.subscribe(id(), other, "VIP"));
        assertThat(later.plan().freeMinutes()).isEqualTo(80);
        assertThat(test.available(other)).isEqualTo(400_000);
    }

    @Test
    void shouldBookWhatPerformersGetForThemAsPromotion() {
        UUID user = subscriber(199);
        test.billing.coinLife().recognise(months.now());
        long before = subsidy();
        UUID performer = id();
        tip(user, performer, 100);
        months.passTo(monthsLater(1));
        test.billing.coinLife().recognise(months.now());
        // 45 % of 100 coins at one rupee; what expired cost nothing.
        assertThat(subsidy() - before).isEqualTo(-4_500);
        assertThat(test.billing.wallets().earnings(performer).total().amountMinor())
                .isEqualTo(4_500);
    }

    @Test
    void shouldBookWhatAFanClubGetsForThemAsPromotion() {
        UUID user = subscriber(199);
        UUID performer = id();
        UUID membership = id();
        subscriptions.setFanClub(performer, coins(100), Set.of());
        accepted(subscriptions.join(membership, user, performer));
        test.billing.coinLife().recognise(months.now());
        long before = subsidy();
        months.passTo(months.now().plus(Duration.ofDays(1)));
        accepted(subscriptions.cancelNow(membership, user));
        long kept = test.billing.wallets().earnings(performer).total().amountMinor();
        assertThat(kept).isPositive();
        test.billing.coinLife().recognise(months.now());
        assertThat(subsidy() - before).isEqualTo(-kept);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldGiveThemOnceWhateverBecameOfTheCommit(Fault fault) {
        UUID user = test.viewerWith(1_000);
        subscriptions.subscribe(id(), test.viewerWith(199), "VIP");
        months.database.breakAt(fault);
        assertThatThrownBy(() -> subscriptions.subscribe(subscription, user, "VIP"))
                .isInstanceOf(LedgerUnavailableException.class);
        months.database.breakAt(Fault.NONE);
        accepted(subscriptions.subscribe(subscription, user, "VIP"));
        accepted(subscriptions.subscribe(subscription, user, "VIP"));
        test.pass(MONTH.toMillis());
        months.database.breakAt(fault);
        assertThatThrownBy(() -> subscriptions.run(monthsLater(1))).isInstanceOf(LedgerUnavailableException.class);
        months.database.breakAt(Fault.NONE);
        subscriptions.run(monthsLater(1));
        assertThat(test.available(user)).isEqualTo(1_000_000 - 2 * VIP + GIVEN);
    }

    @Test
    void shouldGiveThemOnceWhenSeveralNodesRenewAndExpire() {
        UUID user = subscriber(1_000);
        Callable<String> renewing =
                () -> String.valueOf(node().billing.subscriptions().run(monthsLater(1)));
        Callable<String> expiring = () -> node().billing.coinLife().expire(monthsLater(1));
        Together.run(List.of(renewing, expiring, renewing, expiring, renewing, expiring));
        assertThat(test.available(user)).isEqualTo(1_000_000 - 2 * VIP + GIVEN);
        assertThat(lots(user))
                .containsExactly("0 left, until " + monthsLater(1), "200000 left, until " + monthsLater(2));
    }

    @ParameterizedTest(name = "{0} days before the month's end: {1}")
    @CsvSource({"30, false", "8, false", "7, true", "1, true"})
    void shouldBeWarnedOfOnlyTowardsTheEnd(int days, boolean warned) {
        // The database dates what it grants by its own clock.
        test.pass(Duration.between(months.now(), Instant.now()).toMillis());
        UUID user = subscriber(199);
        Instant end = months.live(user).periodEnd();
        Instant then = end.minus(Duration.ofDays(days));
        test.billing.coinLife().warn(then);
        assertThat(test.billing.coinLife().expiringSoon(user, then))
                .isEqualTo(warned ? List.of(new ExpiringCoins(LotClass.PROMO, coins(200), true, end)) : List.of());
        assertThat(Sql.number(DATABASE.owner(), """
                select count(*) from billing.expiry_warning join billing.coin_lot l on l.id = lot_id
                 where not mercy and owner_ref = '%s'""".formatted(user))).isEqualTo(warned ? 1 : 0);
    }

    private TestBilling node() {
        return new TestBilling(DATABASE.pool(), BillingConfig.defaults());
    }

    private UUID subscriber(long coins) {
        UUID user = test.viewerWith(coins);
        accepted(subscriptions.subscribe(subscription, user, "VIP"));
        return user;
    }

    private void tip(UUID user, long coins) {
        tip(user, id(), coins);
    }

    private void tip(UUID user, UUID performer, long coins) {
        assertThat(test.billing.tips().tip(new Tip(id(), user, performer, null, coins(coins), "", false)))
                .isInstanceOf(TipOutcome.Posted.class);
    }

    /** What is left of what came for free minutes, and until when. */
    private List<String> lots(UUID user) {
        return Sql.rows(DATABASE.owner(), """
                select remaining || ' left, until '
                       || to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                  from billing.coin_lot where owner_ref = '%s' and not mercy order by id""".formatted(user));
    }

    /** What was posted for subscriptions, and what expired. */
    private List<String> journal(UUID user) {
        return Sql.rows(DATABASE.owner(), """
                select t.code || case when t.code in ('ALLOWANCE', 'EXPIRE') then ' ' || abs(e.amount) else '' end
                  from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                 where a.owner_ref = '%s' and a.kind = 'viewer.available'
                   and (t.code like 'SUBSCRI%%' or t.code in ('ALLOWANCE', 'EXPIRE')) order by t.id""".formatted(user));
    }

    private static long subsidy() {
        return Sql.number(DATABASE.owner(), """
                select coalesce(sum(balance), 0) from billing.account_balance where kind = 'platform.promo_subsidy'""");
    }
}
