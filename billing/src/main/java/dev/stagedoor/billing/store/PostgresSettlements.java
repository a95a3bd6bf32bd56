package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.SETTLEMENT;
import static dev.stagedoor.billing.store.jooq.Tables.SETTLEMENT_IMPORT;
import static dev.stagedoor.billing.store.jooq.Tables.SETTLEMENT_LINE;
import static dev.stagedoor.billing.store.jooq.Tables.SETTLEMENT_STANDING;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SettlementLines;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.settlements.ImportOutcome;
import dev.stagedoor.billing.settlements.ImportedFile;
import dev.stagedoor.billing.settlements.Settlement;
import dev.stagedoor.billing.settlements.SettlementStore;
import dev.stagedoor.billing.settlements.StandingLine;
import dev.stagedoor.billing.settlements.StandingLine.Standing;
import dev.stagedoor.billing.store.jooq.tables.records.SettlementStandingRecord;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Settlements in PostgreSQL. */
public final class PostgresSettlements implements SettlementStore {
    private static final String SCOPE = "settlement";

    /** Does not fit the books, and nobody has said why. */
    private static final Condition IS_OPEN = SETTLEMENT_STANDING
            .FITS
            .eq(false)
            .and(SETTLEMENT_STANDING.NOTE.eq(""))
            .and(SETTLEMENT_STANDING.STANDING.ne(Standing.MATCHES.name()));

    private final Database database;
    private final Supplier<UUID> ids;

    public PostgresSettlements(Database database, Supplier<UUID> ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public ImportOutcome keep(NewImport file, List<Settlement> settlements) {
        return database.transact(transaction -> keep(transaction, file, settlements));
    }

    private ImportOutcome keep(Transaction transaction, NewImport file, List<Settlement> settlements) {
        DSLContext sql = transaction.sql();
        // Two files of a provider at once would both find the same lines new.
        sql.execute(
                "select pg_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val("settlements of " + file.provider()));
        if (!sql.fetchExists(PAYMENT_ORDER, PAYMENT_ORDER.PROVIDER.eq(file.provider()))) {
            return new ImportOutcome.Refused(List.of("nobody has ever bought anything by way of " + file.provider()));
        }
        SettlementRows known = SettlementRows.of(sql, file.provider(), settlements);
        List<String> faults = known.faults(settlements);
        if (!faults.isEmpty()) {
            return new ImportOutcome.Refused(faults);
        }
        int all = settlements.stream().mapToInt(one -> one.lines().size()).sum();
        int fresh = all - known.lines().size();
        if (fresh == 0) {
            return new ImportOutcome.Unchanged(all, file.waiting());
        }
        sql.insertInto(SETTLEMENT_IMPORT)
                .set(SETTLEMENT_IMPORT.ID, file.id())
                .set(SETTLEMENT_IMPORT.PROVIDER, file.provider())
                .set(SETTLEMENT_IMPORT.FILE_NAME, file.fileName())
                .set(SETTLEMENT_IMPORT.FILE_HASH, HexFormat.of().parseHex(file.hash()))
                .set(SETTLEMENT_IMPORT.LINES, fresh)
                .set(SETTLEMENT_IMPORT.IMPORTED_BY, file.importedBy())
                .set(SETTLEMENT_IMPORT.IMPORTED_AT, Instants.utc(file.importedAt()))
                .execute();
        settlements.forEach(settlement -> add(transaction, file, settlement, known));
        sql.update(SETTLEMENT_LINE)
                .set(SETTLEMENT_LINE.FITS, true)
                .from(SETTLEMENT_STANDING)
                .where(SETTLEMENT_LINE.IMPORT_ID.eq(file.id()))
                .and(SETTLEMENT_STANDING.ID.eq(SETTLEMENT_LINE.ID))
                .and(SETTLEMENT_STANDING.STANDING.eq(Standing.MATCHES.name()))
                .execute();
        int differing = sql.fetchCount(
                SETTLEMENT_STANDING, SETTLEMENT_STANDING.IMPORT_ID.eq(file.id()).and(IS_OPEN));
        return new ImportOutcome.Imported(fresh, known.lines().size(), file.waiting(), differing);
    }

    /** What is new of a settlement, and what that comes to. */
    private void add(Transaction transaction, NewImport file, Settlement settlement, SettlementRows known) {
        DSLContext sql = transaction.sql();
        sql.insertInto(SETTLEMENT)
                .set(SETTLEMENT.PROVIDER, file.provider())
                .set(SETTLEMENT.SETTLEMENT_REF, settlement.ref())
                .set(SETTLEMENT.DAY, settlement.day())
                .set(SETTLEMENT.ASSET, settlement.asset().name())
                .onConflictDoNothing()
                .execute();
        long feesMinor = 0;
        long netMinor = 0;
        for (Settlement.Line line : settlement.lines()) {
            if (known.lines().containsKey(line.ref())) {
                continue;
            }
            long openMinor = known.openFee(sql, line);
            sql.insertInto(SETTLEMENT_LINE)
                    .set(SETTLEMENT_LINE.PROVIDER, file.provider())
                    .set(SETTLEMENT_LINE.LINE_REF, line.ref())
                    .set(SETTLEMENT_LINE.SETTLEMENT_REF, settlement.ref())
                    .set(SETTLEMENT_LINE.IMPORT_ID, file.id())
                    .set(SETTLEMENT_LINE.KIND, line.kind().name())
                    .set(SETTLEMENT_LINE.PAYMENT_REF, line.paymentRef())
                    .set(SETTLEMENT_LINE.GROSS_MINOR, line.grossMinor())
                    .set(SETTLEMENT_LINE.FEE_MINOR, line.feeMinor())
                    .set(SETTLEMENT_LINE.NET_MINOR, line.netMinor())
                    .set(SETTLEMENT_LINE.FEE_BOOKED_MINOR, openMinor)
                    .execute();
            feesMinor = Math.addExact(feesMinor, openMinor);
            netMinor = Math.addExact(netMinor, line.netMinor());
        }
        Asset asset = settlement.asset();
        post(
                transaction,
                file,
                settlement,
                TransferCode.PSP_FEE,
                SettlementLines.fees(file.provider(), asset, feesMinor));
        post(
                transaction,
                file,
                settlement,
                TransferCode.SETTLEMENT,
                SettlementLines.paidOut(file.provider(), asset, netMinor));
    }

    private void post(
            Transaction transaction, NewImport file, Settlement settlement, TransferCode code, List<Line> lines) {
        if (!lines.isEmpty()) {
            String key = "%s:%s:%s:%s".formatted(code, file.provider(), settlement.ref(), file.id());
            transaction.mustPost(Posting.of(
                            code, ids.get(), IdempotencyKey.of(SCOPE, key, lines), "user:" + file.importedBy(), lines)
                    .noting("settlement " + settlement.ref()));
        }
    }

    @Override
    public Page<ImportedFile> imports(@Nullable String cursor, int limit) {
        Cursor after = Cursor.parse(cursor);
        Field<Integer> open = DSL.field(DSL.selectCount()
                .from(SETTLEMENT_STANDING)
                .where(SETTLEMENT_STANDING.IMPORT_ID.eq(SETTLEMENT_IMPORT.ID))
                .and(IS_OPEN));
        return database.transact(transaction -> {
            List<ImportedFile> found = transaction
                    .sql()
                    .select(SETTLEMENT_IMPORT.asterisk(), open.as("open"))
                    .from(SETTLEMENT_IMPORT)
                    .where(DSL.row(SETTLEMENT_IMPORT.IMPORTED_AT, SETTLEMENT_IMPORT.ID)
                            .lt(after.at(), after.id()))
                    .orderBy(SETTLEMENT_IMPORT.IMPORTED_AT.desc(), SETTLEMENT_IMPORT.ID.desc())
                    .limit(limit + 1)
                    .fetch(row -> new ImportedFile(
                            row.get(SETTLEMENT_IMPORT.ID),
                            row.get(SETTLEMENT_IMPORT.PROVIDER),
                            row.get(SETTLEMENT_IMPORT.FILE_NAME),
                            row.get(SETTLEMENT_IMPORT.LINES),
                            row.get("open", Integer.class),
                            row.get(SETTLEMENT_IMPORT.IMPORTED_BY),
                            row.get(SETTLEMENT_IMPORT.IMPORTED_AT).toInstant()));
            if (found.size() <= limit) {
                return new Page<>(found, null);
            }
            ImportedFile last = found.get(limit - 1);
            return new Page<>(
                    found.subList(0, limit), new Cursor(Instants.utc(last.importedAt()), last.importId()).text());
        });
    }

    @Override
    public Page<StandingLine> lines(boolean open, @Nullable String cursor, int limit) {
        return database.transact(transaction -> {
            List<StandingLine> found = transaction
                    .sql()
                    .selectFrom(SETTLEMENT_STANDING)
                    .where(SETTLEMENT_STANDING.ID.lt(Cursor.parseNumber(cursor, Long.MAX_VALUE)))
                    .and(open ? IS_OPEN : DSL.noCondition())
                    .orderBy(SETTLEMENT_STANDING.ID.desc())
                    .limit(limit + 1)
                    .fetch(PostgresSettlements::line);
            return found.size() <= limit
                    ? new Page<>(found, null)
                    : new Page<>(
                            found.subList(0, limit),
                            Long.toString(found.get(limit - 1).lineId()));
        });
    }

    private static StandingLine line(SettlementStandingRecord row) {
        return new StandingLine(
                row.getId(),
                row.getProvider(),
                row.getSettlementRef(),
                row.getDay(),
                Asset.valueOf(row.getAsset()),
                new Settlement.Line(
                        row.getLineRef(),
                        Settlement.Kind.valueOf(row.getKind()),
                        row.getPaymentRef(),
                        row.getGrossMinor(),
                        row.getFeeMinor()),
                row.getBookedMinor(),
                row.getOrderId(),
                Standing.valueOf(row.getStanding()),
                row.getNote());
    }

    @Override
    public boolean note(long lineId, UUID person, String note, Instant now) {
        return database.transact(transaction -> transaction
                        .sql()
                        .update(SETTLEMENT_LINE)
                        .set(SETTLEMENT_LINE.NOTE, note)
                        .set(SETTLEMENT_LINE.NOTED_BY, person)
                        .set(SETTLEMENT_LINE.NOTED_AT, Instants.utc(now))
                        .where(SETTLEMENT_LINE.ID.eq(lineId))
                        .and(SETTLEMENT_LINE.NOTE.eq(""))
                        .and(DSL.exists(DSL.selectOne()
                                .from(SETTLEMENT_STANDING)
                                .where(SETTLEMENT_STANDING.ID.eq(lineId))
                                .and(IS_OPEN)))
                        .execute()
                == 1);
    }
}
