package dev.stagedoor.billing.tax;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A new version of a rule as it is proposed. Its country, its tax year and the moment at which a payment counts stay those of the preset:
 * with another moment, what was credited before and is paid out after it would be taxed twice or not at all.
 *
 * @param baseVersion the newest version when it was made; if there is another by then, it is not applied
 * @param thresholdMinor up to which a year's payments are free of it
 * @param validFrom ISO 8601 date, the first day
 * @param validTo the last day, empty while it holds
 */
public record TaxRuleChange(
        String preset,
        int baseVersion,
        String section,
        int rateBasisPoints,
        int noIdRateBasisPoints,
        long thresholdMinor,
        OnCross onCross,
        String validFrom,
        String validTo) {
    /** Kind of the proposal. */
    public static final String KIND = "TAX_RULE";

    /** The version that this is after another. */
    TaxRule after(TaxRule before) {
        return new TaxRule(
                preset,
                baseVersion + 1,
                before.jurisdiction(),
                section.strip(),
                rateBasisPoints,
                noIdRateBasisPoints,
                thresholdMinor,
                onCross,
                before.taxPoint(),
                before.year(),
                LocalDate.parse(validFrom),
                lastDay());
    }

    private @Nullable LocalDate lastDay() {
        return validTo.isEmpty() ? null : LocalDate.parse(validTo);
    }
}
