package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.TAX_RULE;
import static dev.stagedoor.billing.store.jooq.Tables.TAX_WITHHOLDING;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.agencies.AgencyEarning;
import dev.stagedoor.billing.agencies.AgencyStore.Period;
import dev.stagedoor.billing.ledger.AccountKind;
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
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Papers read from the journal in PostgreSQL. */
public final class PostgresPapers implements PaperStore {
    /** Everything that is owed to a payee, wherever it waits. */
    private static final List<String> OWED = Stream.of(
                    AccountKind.CREATOR_PENDING,
                    AccountKind.CREATOR_AVAILABLE,
                    AccountKind.CREATOR_RESERVE,
                    AccountKind.CREATOR_PAYOUT_IN_TRANSIT,
                    AccountKind.CREATOR_FROZEN,
                    AccountKind.AGENCY_PENDING,
                    AccountKind.AGENCY_AVAILABLE,
                    AccountKind.REFERRER_PENDING)
            .map(AccountKind::kind)
            .toList();

    private final Database database;

    public PostgresPapers(Database database) {
        this.database = database;
    }

    @Override
    public Statement statement(UUID payeeId, Asset asset, LocalDate from, LocalDate until, ZoneId zone) {
        OffsetDateTime begin = Instants.utc(from.atStartOfDay(zone).toInstant());
        OffsetDateTime end = Instants.utc(until.atStartOfDay(zone).toInstant());
        Condition mine =
                ACCOUNT.KIND.in(OWED).and(ACCOUNT.OWNER_REF.eq(payeeId)).and(ACCOUNT.ASSET.eq(asset.name()));
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            Field<Long> amount = DSL.sum(ENTRY.AMOUNT).cast(Long.class);
            Field<Long> transfers = DSL.countDistinct(TRANSFER.ID).cast(Long.class);
            List<Statement.Change> changes = sql.select(TRANSFER.CODE, transfers, amount)
                    .from(ENTRY)
                    .join(ACCOUNT)
                    .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                    .join(TRANSFER)
                    .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                    .where(mine)
                    .and(TRANSFER.CREATED_AT.ge(begin))
                    .and(TRANSFER.CREATED_AT.lt(end))
                    .groupBy(TRANSFER.CODE)
                    .having(amount.ne(0L))
                    .orderBy(TRANSFER.CODE)
                    .fetch(row -> new Statement.Change(row.value1(), row.value2(), row.value3()));
            long agencyMinor =
                    AgencyEarnings.byPerformer(sql, payeeId, asset, new Period(begin.toInstant(), end.toInstant()))
                            .stream()
                            .mapToLong(AgencyEarning::amountMinor)
                            .sum();
            return new Statement(
                    payeeId,
                    asset,
                    from,
                    until,
                    owedAt(sql, mine, begin),
                    changes,
                    owedAt(sql, mine, end),
                    agencyMinor);
        });
    }

    private static long owedAt(DSLContext sql, Condition mine, OffsetDateTime moment) {
        return sql.select(DSL.coalesce(DSL.sum(ENTRY.AMOUNT), 0).cast(Long.class))
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .where(mine)
                .and(TRANSFER.CREATED_AT.lt(moment))
                .fetchSingle()
                .value1();
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
