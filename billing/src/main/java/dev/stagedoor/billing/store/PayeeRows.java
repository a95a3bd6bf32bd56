package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYEE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYEE_REVIEW;
import static dev.stagedoor.billing.store.jooq.Tables.TAX_RULE;
import static dev.stagedoor.billing.store.jooq.Tables.TAX_WITHHOLDING;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.payouts.TaxEntry;
import dev.stagedoor.billing.payouts.TaxFacts;
import dev.stagedoor.billing.store.jooq.tables.records.PayeeRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PayeeReviewRecord;
import dev.stagedoor.billing.store.jooq.tables.records.TaxRuleRecord;
import dev.stagedoor.billing.tax.OnCross;
import dev.stagedoor.billing.tax.TaxPoint;
import dev.stagedoor.billing.tax.TaxRule;
import dev.stagedoor.billing.tax.TaxRules;
import dev.stagedoor.billing.tax.TaxYear;
import dev.stagedoor.billing.tax.Withholding;
import dev.stagedoor.billing.tax.YearToDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What is known of a payee: the row everything locks first, the review, the tax year. */
final class PayeeRows {
    private PayeeRows() {}

    /** The payee's row, locked until the end of the transaction; made if it is not there. */
    static PayeeRecord lock(DSLContext sql, UUID payeeId) {
        sql.insertInto(PAYEE).set(PAYEE.PAYEE_ID, payeeId).onConflictDoNothing().execute();
        return sql.selectFrom(PAYEE)
                .where(PAYEE.PAYEE_ID.eq(payeeId))
                .forUpdate()
                .fetchSingle();
    }

    /** The newest review, null if nobody has looked yet. */
    static @Nullable PayeeReviewRecord review(DSLContext sql, UUID payeeId) {
        return sql.selectFrom(PAYEE_REVIEW)
                .where(PAYEE_REVIEW.PAYEE_ID.eq(payeeId))
                .orderBy(PAYEE_REVIEW.ID.desc())
                .limit(1)
                .fetchOne();
    }

    static TaxRules taxRules(DSLContext sql) {
        return new TaxRules(sql.selectFrom(TAX_RULE)
                .orderBy(TAX_RULE.PRESET, TAX_RULE.VERSION)
                .fetch(PayeeRows::rule));
    }

    static TaxFacts taxFacts(DSLContext sql, UUID payeeId, Asset asset, String preset, Instant now) {
        // Which day it is depends on the rule's zone, and which rule holds on the day; the site's rules share a zone.
        TaxRules rules = taxRules(sql);
        TaxRule rule = rules.rules().stream()
                .filter(candidate -> candidate.preset().equals(preset))
                .map(candidate -> rules.inForce(
                        preset, LocalDate.ofInstant(now, candidate.year().zone())))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no tax rule %s holds at %s; choose another one in the settings".formatted(preset, now)));
        LocalDate yearStart = rule.year().startOf(now);
        PayeeReviewRecord review = review(sql, payeeId);
        boolean hasTaxId = review != null
                && review.getDecision().equals("VERIFIED")
                && !review.getTaxIdTail().isEmpty();
        return new TaxFacts(rule, hasTaxId, yearStart, yearToDate(sql, payeeId, asset, yearStart));
    }

    static YearToDate yearToDate(DSLContext sql, UUID payeeId, Asset asset, LocalDate yearStart) {
        return sql.select(
                        DSL.coalesce(DSL.sum(TAX_WITHHOLDING.GROSS_MINOR), 0).cast(Long.class),
                        DSL.coalesce(DSL.sum(TAX_WITHHOLDING.TAXABLE_MINOR), 0).cast(Long.class),
                        DSL.coalesce(DSL.sum(TAX_WITHHOLDING.WITHHELD_MINOR), 0).cast(Long.class))
                .from(TAX_WITHHOLDING)
                .where(TAX_WITHHOLDING.PAYEE_ID.eq(payeeId))
                .and(TAX_WITHHOLDING.ASSET.eq(asset.name()))
                .and(TAX_WITHHOLDING.YEAR_START.eq(yearStart))
                .fetchSingle(row -> new YearToDate(row.value1(), row.value2(), row.value3()));
    }

    static void insert(DSLContext sql, UUID payeeId, Asset asset, TaxEntry entry) {
        Withholding withholding = entry.withholding();
        sql.insertInto(TAX_WITHHOLDING)
                .set(TAX_WITHHOLDING.PAYEE_ID, payeeId)
                .set(TAX_WITHHOLDING.ASSET, asset.name())
                .set(TAX_WITHHOLDING.YEAR_START, entry.facts().yearStart())
                .set(TAX_WITHHOLDING.PRESET, entry.facts().rule().preset())
                .set(TAX_WITHHOLDING.VERSION, entry.facts().rule().version())
                .set(TAX_WITHHOLDING.KIND, entry.kind().name())
                .set(TAX_WITHHOLDING.REF, entry.ref())
                .set(TAX_WITHHOLDING.GROSS_MINOR, entry.grossMinor())
                .set(TAX_WITHHOLDING.TAXABLE_MINOR, withholding.taxableMinor())
                .set(TAX_WITHHOLDING.WITHHELD_MINOR, withholding.withheldMinor())
                .set(TAX_WITHHOLDING.RATE_BASIS_POINTS, withholding.rateBasisPoints())
                .set(TAX_WITHHOLDING.AT, Instants.utc(entry.at()))
                .execute();
    }

    private static TaxRule rule(TaxRuleRecord row) {
        return new TaxRule(
                row.getPreset(),
                row.getVersion(),
                row.getJurisdiction(),
                row.getSection(),
                row.getRateBasisPoints(),
                row.getNoIdRateBasisPoints(),
                row.getThresholdMinor(),
                OnCross.valueOf(row.getOnCross()),
                TaxPoint.valueOf(row.getTaxPoint()),
                new TaxYear(MonthDay.parse("--" + row.getYearBegins()), ZoneId.of(row.getYearZone())),
                row.getValidFrom(),
                row.getValidTo());
    }
}
