package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.TAX_RULE;

import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.tax.NextRule;
import dev.stagedoor.billing.tax.TaxRule;
import dev.stagedoor.billing.tax.TaxRuleChange;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Makes a version of a tax rule that a second person has approved. */
public final class TaxRulePublication extends ApprovedChange {
    private static final String OUTDATED = "another version was made since. Propose it again, based on that one.";
    private static final DateTimeFormatter MONTH_AND_DAY = DateTimeFormatter.ofPattern("MM-dd");

    @Override
    String kind() {
        return TaxRuleChange.KIND;
    }

    @Override
    @Nullable
    String apply(Transaction transaction, Approval approval) {
        DSLContext sql = transaction.sql();
        TaxRuleChange change = CanonicalJson.read(approval.payload(), TaxRuleChange.class);
        // Days have gone by since it was proposed, and other versions may have come.
        Approval.Decision decision = Objects.requireNonNull(approval.decision(), "approved without a decision");
        return switch (PayeeRows.taxRules(sql).next(change, decision.at())) {
            case NextRule.Refused(String why) -> why + ". Propose it again.";
            case NextRule.Outdated _ -> OUTDATED;
            case NextRule.Fits(TaxRule rule) -> insert(sql, rule, approval.id(), approval.reason()) ? null : OUTDATED;
        };
    }

    /** False if somebody has made the same version meanwhile. */
    private static boolean insert(DSLContext sql, TaxRule rule, UUID approvalId, String note) {
        return sql.insertInto(TAX_RULE)
                        .set(TAX_RULE.PRESET, rule.preset())
                        .set(TAX_RULE.VERSION, rule.version())
                        .set(TAX_RULE.JURISDICTION, rule.jurisdiction())
                        .set(TAX_RULE.SECTION, rule.section())
                        .set(TAX_RULE.RATE_BASIS_POINTS, rule.rateBasisPoints())
                        .set(TAX_RULE.NO_ID_RATE_BASIS_POINTS, rule.noIdRateBasisPoints())
                        .set(TAX_RULE.THRESHOLD_MINOR, rule.thresholdMinor())
                        .set(TAX_RULE.ON_CROSS, rule.onCross().name())
                        .set(TAX_RULE.TAX_POINT, rule.taxPoint().name())
                        .set(
                                TAX_RULE.YEAR_BEGINS,
                                MONTH_AND_DAY.format(rule.year().begins()))
                        .set(TAX_RULE.YEAR_ZONE, rule.year().zone().getId())
                        .set(TAX_RULE.VALID_FROM, rule.validFrom())
                        .set(TAX_RULE.VALID_TO, rule.validTo())
                        .set(TAX_RULE.NOTE, note)
                        .set(TAX_RULE.APPROVAL_ID, approvalId)
                        .onConflict(TAX_RULE.PRESET, TAX_RULE.VERSION)
                        .doNothing()
                        .execute()
                == 1;
    }
}
