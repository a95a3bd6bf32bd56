package dev.stagedoor.billing;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.disputes.Shop;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payouts.Destination;
import dev.stagedoor.billing.payouts.PayoutOutcome;
import dev.stagedoor.billing.payouts.PayoutRefusal;
import dev.stagedoor.billing.payouts.SecondFactor;
import dev.stagedoor.billing.pricing.ListDraft;
import dev.stagedoor.billing.pricing.Lists;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.referrals.Newcomer;
import dev.stagedoor.billing.referrals.Referrals;
import dev.stagedoor.billing.wallet.ExpiringCoins;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a published list says of lives of coins, refunds, earnings, payouts and referrals counts from its date on, without a restart. */
class ListedTermsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID viewer = id();
    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.defaults());
    }

    @Test
    void shouldLetNewCoinsLiveAsLongAsTheListSays() {
        shop.buy(viewer);
        shop.test.give(viewer, 1);
        publish(
                new PriceList.Expiry(false, 365, 20, 5, 7),
                BillingConfig.defaults().prices().payoutLimits());
        shop.buy(viewer);
        shop.test.give(viewer, 1);
        assertThat(daysLeft()).containsExactly("PROMO 5", "BONUS 20", "PROMO 30", "BONUS 90");
        publish(
                new PriceList.Expiry(true, 40, 20, 5, 7),
                BillingConfig.defaults().prices().payoutLimits());
        assertThat(daysLeft()).containsExactly("PROMO 5", "BONUS 20", "PROMO 30", "PAID 40", "PAID 40", "BONUS 90");
    }

    private List<String> daysLeft() {
        return shop.test.billing.coinLife().expiring(viewer).stream()
                .map(coins -> coins.lotClass() + " " + daysUntil(coins))
                .toList();
    }

    private static long daysUntil(ExpiringCoins coins) {
        return Math.round(Duration.between(Instant.now(), coins.expiresAt()).toMinutes() / 1_440.0);
    }

    @Test
    void shouldRefundWithinTheTimeThatTheListSays() {
        Order order = shop.buy(viewer);
        shop.test.pass(Duration.ofDays(3).toMillis());
        publish(
                new PriceList.Expiry(true, 365, 90, 30, 2),
                BillingConfig.defaults().prices().payoutLimits());
        assertThat(shop.test.billing.disputes().requestRefund(id(), viewer, order.orderId(), "not for me"))
                .isEqualTo(new ClaimOutcome.TooLate());
        publish(
                new PriceList.Expiry(true, 365, 90, 30, 4),
                BillingConfig.defaults().prices().payoutLimits());
        assertThat(shop.test.billing.disputes().requestRefund(id(), viewer, order.orderId(), "not for me"))
                .isEqualTo(new ClaimOutcome.Open());
    }

    @Test
    void shouldPayOutWithinTheLimitsThatTheListSays() {
        UUID payee = id();
        shop.test.billing.payDesk().payouts().setDestination(payee, new Destination("Asha Rao", "77", "TEST0000001"));
        shop.test.billing.payDesk().payouts().verify(payee, "", "admin", "seen");
        new EarnedMoney(DATABASE).makeAvailable(payee, 5_000_00);
        assertThat(refusal(payee, 100_00)).isEqualTo(new PayoutRefusal.BelowMinimum(rupees(500_00)));
        publish(BillingConfig.defaults().prices().expiry(), new PriceList.PayoutLimits(100_00, 150_00, 200_00, null));
        assertThat(request(payee, 100_00)).isInstanceOf(PayoutOutcome.Accepted.class);
        assertThat(refusal(payee, 100_00)).isEqualTo(new PayoutRefusal.DayCap(rupees(150_00), rupees(50_00)));
        assertThat(shop.test.billing.payDesk().payouts().terms().monthCapMinor())
                .isEqualTo(200_00);
    }

    @Test
    void shouldKeepEarningsForAsManyDaysAsTheListSays() {
        UUID payee = id();
        new EarnedMoney(DATABASE).earn(payee, 500_00);
        Instant afterAWeek = availableAt(payee);
        publish(BillingConfig.defaults().prices().expiry(), new PriceList.PayoutLimits(500_00, 500_00, 500_00, 2));
        assertThat(availableAt(payee)).isEqualTo(afterAWeek.minus(Duration.ofDays(5)));
        publish(BillingConfig.defaults().prices().expiry(), new PriceList.PayoutLimits(500_00, 500_00, 500_00, null));
        assertThat(availableAt(payee)).as("a list that does not say it").isEqualTo(afterAWeek);
    }

    private Instant availableAt(UUID payee) {
        return shop.test
                .billing
                .payDesk()
                .payouts()
                .summary(payee, false)
                .becoming()
                .getFirst()
                .availableAt();
    }

    private static Money rupees(long minor) {
        return new Money(minor, Asset.INR);
    }

    private PayoutRefusal refusal(UUID payee, long minor) {
        return ((PayoutOutcome.Refused) request(payee, minor)).refusal();
    }

    private PayoutOutcome request(UUID payee, long minor) {
        return shop.test.billing.payDesk().payouts().request(payee, false, minor, SecondFactor.FRESH, id().toString());
    }

    @Test
    void shouldBringWhatTheListSays() {
        UUID referrer = id();
        shop.test.billing.payDesk().payouts().verify(referrer, "", "admin", "seen");
        Referrals referrals = shop.test.billing.referrals();
        String code = Objects.requireNonNull(referrals.of(referrer).code());
        publish(bringing(PriceList.Referral.NONE));
        assertThat(referrals.of(referrer).code()).isNull();
        referrals.join(new Newcomer(viewer, code, shop.test.now(), shop.test.now()));
        shop.buy(viewer);
        assertThat(referrals.of(referrer).joined()).isZero();

        publish(bringing(new PriceList.Referral(1_000, 30, 180)));
        assertThat(referrals.of(referrer).code()).isEqualTo(code);
        UUID other = id();
        referrals.join(new Newcomer(other, code, shop.test.now(), shop.test.now()));
        shop.buy(other);
        assertThat(referrals.of(referrer).pending()).isEqualTo(rupees(8_39));
    }

    private static PriceList bringing(PriceList.Referral referral) {
        return ListDraft.of(BillingConfig.defaults().prices())
                .referral(referral)
                .made();
    }

    private void publish(PriceList.Expiry times, PriceList.PayoutLimits limits) {
        publish(BillingConfig.defaults().prices().keeping(times, limits));
    }

    private void publish(PriceList list) {
        Lists.publish(shop.test, list);
    }
}
