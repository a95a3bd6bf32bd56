package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.TAX_RULE;
import static dev.stagedoor.billing.store.jooq.Tables.TAX_WITHHOLDING;

import dev.stagedoor.billing.agencies.AgencyEarning;
import dev.stagedoor.billing.agencies.AgencyStore.Period;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.papers.PaperStore;
import dev.stagedoor.billing.papers.Statement;
import dev.stagedoor.billing.papers.TaxPaper;
import dev.stagedoor.billing.store.jooq.tables.records.PayeeReviewRecord;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** Papers read from the journal in PostgreSQL. */
public final class PostgresPapers implements PaperStore {
    private final Database database;

    public PostgresPapers(Database database) {
        this.database = database;
    }

    @Override
    public Statement statement(UUID payeeId, Asset asset, LocalDate from, LocalDate until, ZoneId zone) {
        OffsetDateTime begin = Instants.utc(from.atStartOfDay(zone).toInstant());
        OffsetDateTime end = Instants.utc(until.atStartOfDay(zone).toInstant());
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            long agencyMinor =
                    AgencyEarnings.byPerformer(sql, payeeId, asset, new Period(begin.toInstant(), end.toInstant()))
                            .stream()
                            .mapToLong(AgencyEarning::amountMinor)
                            .sum();
            long owedBefore = OwedRows.owedBefore(sql, payeeId, asset, begin);
            List<Statement.Change> changes = OwedRows.changes(sql, payeeId, asset, begin, end);
            long changed =
                    changes.stream().mapToLong(Statement.Change::amountMinor).sum();
            return new Statement(
                    payeeId, asset, from, until, owedBefore, changes, Math.addExact(owedBefore, changed), agencyMinor);
        });
    }

    @Override
    public TaxPaper taxPaper(UUID payeeId, Asset asset, LocalDate yearStart) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            List<TaxPaper.Row> rows = sql.select()
                    .from(TAX_WITHHOLDING)
                    .join(TAX_RULE)
                    .on(TAX_RULE.PRESET.eq(TAX_WITHHOLDING.PRESET))
                    .and(TAX_RULE.VERSION.eq(TAX_WITHHOLDING.VERSION))
                    .where(TAX_WITHHOLDING.PAYEE_ID.eq(payeeId))
                    .and(TAX_WITHHOLDING.ASSET.eq(asset.name()))
                    .and(TAX_WITHHOLDING.YEAR_START.eq(yearStart))
                    .orderBy(TAX_WITHHOLDING.ID)
                    .fetch(row -> new TaxPaper.Row(
                            row.get(TAX_WITHHOLDING.AT).toInstant(),
                            row.get(TAX_WITHHOLDING.KIND),
                            row.get(TAX_WITHHOLDING.PRESET) + " " + row.get(TAX_WITHHOLDING.VERSION),
                            row.get(TAX_RULE.SECTION),
                            row.get(TAX_WITHHOLDING.GROSS_MINOR),
                            row.get(TAX_WITHHOLDING.TAXABLE_MINOR),
                            row.get(TAX_WITHHOLDING.RATE_BASIS_POINTS),
                            row.get(TAX_WITHHOLDING.WITHHELD_MINOR)));
            PayeeReviewRecord review = PayeeRows.review(sql, payeeId);
            return new TaxPaper(payeeId, asset, yearStart, review == null ? "" : review.getTaxIdTail(), rows);
        });
    }
}
