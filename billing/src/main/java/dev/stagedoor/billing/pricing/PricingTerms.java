package dev.stagedoor.billing.pricing;

import java.util.List;

/**
 * How time is priced; what of it a call was sold under is kept as an immutable version with the call.
 *
 * @param rateUnitMs the length of the "minute" that rates are for; only tests shorten it
 * @param secondIncrementMs the increment of {@link Increment#SECOND}
 * @param connectFeeMinor coins charged once with the first delivered millisecond
 * @param minimumUnits rate units that must be held before a call rings
 * @param peakWindows the first that contains the moment of the quote applies
 * @param quoteTtlMs how long a quote is a promise
 */
public record PricingTerms(
        long rateUnitMs,
        long secondIncrementMs,
        long connectFeeMinor,
        int minimumUnits,
        List<PeakWindow> peakWindows,
        long quoteTtlMs) {
    /** Seconds by the second, nothing for connecting, three units held before a call rings, a quote good for a minute. */
    public static PricingTerms defaults(long rateUnitMs, List<PeakWindow> peakWindows) {
        return new PricingTerms(rateUnitMs, 1_000, 0, 3, peakWindows, 60_000);
    }

    /** The same with so many rate units held before a call rings. */
    public PricingTerms holdingAtLeast(int units) {
        return new PricingTerms(rateUnitMs, secondIncrementMs, connectFeeMinor, units, peakWindows, quoteTtlMs);
    }

    /** The same with other windows. */
    public PricingTerms withPeakWindows(List<PeakWindow> windows) {
        return new PricingTerms(rateUnitMs, secondIncrementMs, connectFeeMinor, minimumUnits, windows, quoteTtlMs);
    }

    public PricingTerms {
        peakWindows = List.copyOf(peakWindows);
        if (rateUnitMs <= 0 || secondIncrementMs <= 0 || minimumUnits <= 0 || quoteTtlMs <= 0 || connectFeeMinor < 0) {
            throw new IllegalArgumentException("pricing terms must be positive");
        }
    }
}
