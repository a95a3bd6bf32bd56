package dev.stagedoor.billing.tax;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule. A change makes a new version; what was withheld keeps the one it was withheld by.
 *
 * @param preset what a site chooses by, for example {@code IN-30K}
 * @param jurisdiction ISO 3166 country whose law it is, empty for none
 * @param section under which the tax is reported; also the qualifier of the tax account
 * @param rateBasisPoints of the taxable part
 * @param noIdRateBasisPoints the same for a payee who has given no tax number
 * @param thresholdMinor up to which a year's payments are free of it
 * @param validFrom first day
 * @param validTo last day, null while it holds
 */
public record TaxRule(
        String preset,
        int version,
        String jurisdiction,
        String section,
        int rateBasisPoints,
        int noIdRateBasisPoints,
        long thresholdMinor,
        OnCross onCross,
        TaxPoint taxPoint,
        TaxYear year,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {
    private static final int WHOLE = 10_000;

    public TaxRule {
        if (rateBasisPoints < 0 || rateBasisPoints > WHOLE || noIdRateBasisPoints < 0 || noIdRateBasisPoints > WHOLE) {
            throw new IllegalArgumentException("rates are 0 to %d basis points, got %d and %d"
                    .formatted(WHOLE, rateBasisPoints, noIdRateBasisPoints));
        }
        if (thresholdMinor < 0) {
            throw new IllegalArgumentException("a threshold of " + thresholdMinor);
        }
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException("valid from " + validFrom + " to " + validTo);
        }
    }

    /** Whether it holds on that day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** The rate for a payee, in basis points. */
    public int rateFor(boolean hasTaxId) {
        return hasTaxId ? rateBasisPoints : noIdRateBasisPoints;
    }

    /** The part of a year's payments that is taxed. */
    public long taxableOf(long yearGrossMinor) {
        if (yearGrossMinor <= thresholdMinor) {
            return 0;
        }
        return switch (onCross) {
            case EXCESS -> yearGrossMinor - thresholdMinor;
            case ENTIRE -> yearGrossMinor;
        };
    }
}
