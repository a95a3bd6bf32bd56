package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.tax.TaxPoint;
import dev.stagedoor.billing.tax.TaxRule;
import dev.stagedoor.billing.tax.Withholding;
import dev.stagedoor.billing.tax.YearToDate;
import java.time.LocalDate;

/**
 * What the tax of one payee's next payment depends on.
 *
 * @param hasTaxId whether a reviewer has seen the payee's tax number
 * @param year the payee's tax year so far
 */
public record TaxFacts(TaxRule rule, boolean hasTaxId, LocalDate yearStart, YearToDate year) {
    /** Tax of a payment at that point; none if the rule takes it at the other one. */
    Withholding at(TaxPoint point, long amountMinor) {
        return rule.taxPoint() == point ? Withholding.of(rule, hasTaxId, year, amountMinor) : Withholding.NONE;
    }
}
