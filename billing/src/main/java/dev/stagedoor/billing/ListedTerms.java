package dev.stagedoor.billing;

import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.pricing.PriceList;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Terms as they are at this moment: what the price list in force says of lives of coins, refunds, maturing and payouts, the rest as the
 * house has set it.
 *
 * @param prices the list in force
 */
record ListedTerms(BillingConfig house, Supplier<PriceList> prices) {
    /** A list that says what these terms do, so that an installation begins with them; null for what the list says. */
    static PriceList in(
            PriceList list,
            @Nullable LotTerms lots,
            @Nullable DisputeTerms disputes,
            @Nullable PayoutTerms payouts,
            @Nullable EarningsTerms earnings) {
        PriceList.Expiry listed = list.expiry();
        int refundDays = disputes == null
                ? listed.refundDays()
                : Math.toIntExact(disputes.refundWindow().toDays());
        PriceList.Expiry times = lots == null
                ? new PriceList.Expiry(
                        listed.paidExpires(),
                        listed.paidInactiveDays(),
                        listed.bonusDays(),
                        listed.promoDays(),
                        refundDays)
                : new PriceList.Expiry(
                        lots.paidExpiry(), lots.paidInactivityDays(), lots.bonusDays(), lots.promoDays(), refundDays);
        PriceList.PayoutLimits limits = list.payoutLimits();
        Integer maturityDays = earnings == null ? limits.maturityDays() : Integer.valueOf(earnings.maturityDays());
        return list.keeping(
                times,
                payouts == null
                        ? new PriceList.PayoutLimits(
                                limits.minimumMinor(), limits.dailyMinor(), limits.monthlyMinor(), maturityDays)
                        : new PriceList.PayoutLimits(
                                payouts.minimumMinor(), payouts.dayCapMinor(), payouts.monthCapMinor(), maturityDays));
    }

    LotTerms lots() {
        PriceList.Expiry listed = prices.get().expiry();
        return house.lots()
                .living(listed.promoDays(), listed.bonusDays(), listed.paidInactiveDays(), listed.paidExpires());
    }

    DisputeTerms disputes() {
        return house.disputes()
                .refundingWithin(Duration.ofDays(prices.get().expiry().refundDays()));
    }

    EarningsTerms earnings() {
        Integer listed = prices.get().payoutLimits().maturityDays();
        return listed == null ? house.earnings() : house.earnings().maturingAfter(listed);
    }

    PayoutTerms payouts() {
        PriceList.PayoutLimits listed = prices.get().payoutLimits();
        return house.payouts().limitedTo(listed.minimumMinor(), listed.dailyMinor(), listed.monthlyMinor());
    }
}
