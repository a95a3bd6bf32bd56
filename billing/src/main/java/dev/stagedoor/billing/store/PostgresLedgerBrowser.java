package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT_BALANCE;
import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT_KIND;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;
import static dev.stagedoor.billing.store.jooq.Tables.TRIAL_BALANCE;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LedgerBrowser;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.TrialBalance;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the journal from PostgreSQL. */
public final class PostgresLedgerBrowser implements LedgerBrowser {
    private final Database database;

    public PostgresLedgerBrowser(Database database) {
        this.database = database;
    }

    @Override
    public TrialBalance trialBalance() {
        return database.transact(transaction -> trialBalance(transaction.sql()));
    }

    private static TrialBalance trialBalance(DSLContext sql) {
        List<TrialBalance.Line> lines = sql.selectFrom(TRIAL_BALANCE)
                .orderBy(TRIAL_BALANCE.ASSET, TRIAL_BALANCE.CODE, TRIAL_BALANCE.KIND)
                .fetch(row -> new TrialBalance.Line(
                        row.getCode(),
                        row.getKind(),
                        new Money(row.getBalance(), Asset.valueOf(row.getAsset())),
                        row.getAccounts()));
        Map<Asset, Long> totals = new EnumMap<>(Asset.class);
        for (TrialBalance.Line line : lines) {
            totals.merge(line.balance().asset(), line.balance().amountMinor(), Math::addExact);
        }
        return new TrialBalance(
                lines,
                totals.entrySet().stream()
                        .map(total -> new Money(total.getValue(), total.getKey()))
                        .toList(),
                totals.values().stream().allMatch(total -> total == 0),
                sql.select(DSL.field("now()", java.time.OffsetDateTime.class))
                        .fetchSingle()
                        .value1()
                        .toInstant());
    }

    @Override
    public Page<AccountRow> accounts(
            @Nullable UUID ownerId, @Nullable String kind, @Nullable String cursor, int limit) {
        Condition wanted = ACCOUNT_BALANCE.ID.gt(Cursor.parseNumber(cursor, 0));
        if (ownerId != null) {
            wanted = wanted.and(ACCOUNT_BALANCE.OWNER_REF.eq(ownerId));
        }
        if (kind != null) {
            wanted = wanted.and(ACCOUNT_BALANCE.KIND.eq(kind).or(ACCOUNT_BALANCE.CODE.eq(kind)));
        }
        Condition condition = wanted;
        List<AccountRow> found = database.transact(transaction -> transaction
                .sql()
                .selectFrom(ACCOUNT_BALANCE)
                .where(condition)
                .orderBy(ACCOUNT_BALANCE.ID)
                .limit(limit + 1)
                .fetch(row -> new AccountRow(
                        row.getId(),
                        row.getCode(),
                        row.getKind(),
                        row.get(ACCOUNT_BALANCE.QUALIFIER),
                        owner(row.getOwnerRef()),
                        new Money(row.getBalance(), Asset.valueOf(row.getAsset())),
                        row.getVersion())));
        return page(found, limit, AccountRow::id);
    }

    @Override
    public Page<TransferRow> transfers(Filter filter, @Nullable String cursor, int limit) {
        Condition wanted = TRANSFER.ID.lt(Cursor.parseNumber(cursor, Long.MAX_VALUE));
        if (filter.accountId() != null) {
            wanted = wanted.and(TRANSFER.ID.in(
                    DSL.select(ENTRY.TRANSFER_ID).from(ENTRY).where(ENTRY.ACCOUNT_ID.eq(filter.accountId()))));
        }
        if (filter.sessionId() != null) {
            wanted = wanted.and(TRANSFER.SESSION_ID.eq(filter.sessionId()));
        }
        if (filter.code() != null) {
            wanted = wanted.and(TRANSFER.CODE.eq(filter.code()));
        }
        Condition condition = wanted;
        return page(
                database.transact(transaction -> read(transaction.sql(), condition, limit + 1)),
                limit,
                TransferRow::id);
    }

    @Override
    public @Nullable TransferRow transfer(long transferId) {
        List<TransferRow> found =
                database.transact(transaction -> read(transaction.sql(), TRANSFER.ID.eq(transferId), 1));
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<TransferRow> read(DSLContext sql, Condition wanted, int limit) {
        var reversal = TRANSFER.as("reversal");
        Field<Long> reversedBy = DSL.field(DSL.select(DSL.min(reversal.ID))
                        .from(reversal)
                        .where(reversal.REVERSES_TRANSFER_ID.eq(TRANSFER.ID)))
                .as("reversed_by");
        var transfers = sql.select(TRANSFER.asterisk(), reversedBy)
                .from(TRANSFER)
                .where(wanted)
                .orderBy(TRANSFER.ID.desc())
                .limit(limit)
                .fetch();
        Map<Long, List<EntryRow>> entries = sql.select()
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .join(ACCOUNT_KIND)
                .on(ACCOUNT_KIND.KIND.eq(ACCOUNT.KIND))
                .where(ENTRY.TRANSFER_ID.in(transfers.getValues(TRANSFER.ID)))
                .orderBy(ENTRY.TRANSFER_ID, ENTRY.LINE)
                .fetchGroups(row -> row.get(ENTRY.TRANSFER_ID), PostgresLedgerBrowser::entry);
        return transfers.map(row -> transfer(row, row.get(reversedBy), entries));
    }

    private static TransferRow transfer(Record row, @Nullable Long reversedBy, Map<Long, List<EntryRow>> entries) {
        Instant createdAt = row.get(TRANSFER.CREATED_AT).toInstant();
        return new TransferRow(
                row.get(TRANSFER.ID),
                row.get(TRANSFER.CODE),
                row.get(TRANSFER.IDEM_SCOPE),
                row.get(TRANSFER.IDEM_KEY),
                row.get(TRANSFER.SESSION_ID),
                row.get(TRANSFER.REVERSES_TRANSFER_ID),
                reversedBy,
                createdAt,
                row.get(TRANSFER.ACTOR),
                entries.getOrDefault(row.get(TRANSFER.ID), List.of()));
    }

    private static EntryRow entry(Record row) {
        Asset asset = Asset.valueOf(row.get(ENTRY.ASSET));
        Long balanceAfter = row.get(ENTRY.BALANCE_AFTER);
        return new EntryRow(
                row.get(ENTRY.LINE),
                row.get(ENTRY.ACCOUNT_ID),
                row.get(ACCOUNT_KIND.CODE),
                owner(row.get(ACCOUNT.OWNER_REF)),
                new Money(row.get(ENTRY.AMOUNT), asset),
                balanceAfter == null ? null : new Money(balanceAfter, asset));
    }

    private static @Nullable UUID owner(UUID owner) {
        return owner.equals(Transaction.HOUSE) ? null : owner;
    }

    private interface Id<T> {
        long of(T item);
    }

    private static <T> Page<T> page(List<T> found, int limit, Id<T> id) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), Long.toString(id.of(found.get(limit - 1))));
    }
}
