package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Asset;
import java.time.ZoneId;

/**
 * When an earning becomes available, and what is kept of it.
 *
 * @param asset the payout currency
 * @param zone whose calendar says which day something was earned on
 * @param maturityDays full days between the day of earning and the day of availability
 * @param reserveBasisPoints of what matures, kept back for {@code reserveDays}; 0 for no reserve
 * @param taxPreset which tax rule holds, for example {@code IN-30K}
 */
public record EarningsTerms(
        Asset asset, ZoneId zone, int maturityDays, int reserveBasisPoints, int reserveDays, String taxPreset) {
    private static final int WHOLE = 10_000;

    public EarningsTerms {
        if (maturityDays < 0 || reserveDays < 0 || reserveBasisPoints < 0 || reserveBasisPoints > WHOLE) {
            throw new IllegalArgumentException("earnings mature after %d days with %d basis points kept for %d days"
                    .formatted(maturityDays, reserveBasisPoints, reserveDays));
        }
    }

    /** Seven days, no reserve; in rupees the Indian calendar and the default Indian tax rule, else UTC and no tax. */
    public static EarningsTerms defaults(Asset asset) {
        return asset == Asset.INR
                ? new EarningsTerms(asset, ZoneId.of("Asia/Kolkata"), 7, 0, 90, "IN-30K")
                : new EarningsTerms(asset, ZoneId.of("UTC"), 7, 0, 90, "NONE");
    }

    /** The same with another time between earning and availability. */
    public EarningsTerms maturingAfter(int days) {
        return new EarningsTerms(asset, zone, days, reserveBasisPoints, reserveDays, taxPreset);
    }

    /** The same with another tax rule. */
    public EarningsTerms taxedBy(String preset) {
        return new EarningsTerms(asset, zone, maturityDays, reserveBasisPoints, reserveDays, preset);
    }

    /** The same with a part of what matures kept back for so many days. */
    public EarningsTerms reserving(int basisPoints, int days) {
        return new EarningsTerms(asset, zone, maturityDays, basisPoints, days, taxPreset);
    }

    /** The part of a matured amount that is kept back, rounded down. */
    long reserveOf(long amountMinor) {
        return Math.multiplyExact(amountMinor, reserveBasisPoints) / WHOLE;
    }
}
