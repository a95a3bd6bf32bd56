package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.ASSET;
import static dev.stagedoor.billing.store.jooq.Tables.COIN_LOT;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.audit.BookAccount;
import dev.stagedoor.billing.audit.BookReader;
import dev.stagedoor.billing.audit.BookTransfer;
import dev.stagedoor.billing.audit.Period;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the journal row by row, however long it is. */
public final class PostgresBookReader implements BookReader {
    private static final int FETCH_ROWS = 1_000;

    private static final Map<String, AccountKind> KINDS = Arrays.stream(AccountKind.values())
            .collect(Collectors.toUnmodifiableMap(AccountKind::kind, Function.identity()));

    private final Database database;

    public PostgresBookReader(Database database) {
        this.database = database;
    }

    @Override
    public void read(Period period, Visitor visitor) {
        database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            sql.execute("set transaction isolation level repeatable read, read only");
            Condition before = before(period.from());
            Condition within = before.not().and(upTo(period.to()));
            LocalDate first = day(sql, DSL.min(TRANSFER.CREATED_AT), within);
            LocalDate last = day(sql, DSL.max(TRANSFER.CREATED_AT), within);
            visitor.opening(balances(sql, before, upTo(period.to())), orElse(period.from(), first));
            transfers(sql, within, visitor);
            visitor.closing(
                    balances(sql, upTo(period.to()), upTo(period.to())),
                    orElse(period.to(), last == null ? period.from() : last));
            return true;
        });
    }

    @Override
    public Set<Asset> currencies() {
        return database.transact(transaction -> transaction
                .sql()
                .select(ASSET.CODE)
                .from(ASSET)
                .where(ASSET.CODE.ne(Asset.COIN.name()))
                .and(DSL.exists(DSL.selectOne()
                        .from(ACCOUNT)
                        .join(ENTRY)
                        .on(ENTRY.ACCOUNT_ID.eq(ACCOUNT.ID))
                        .where(ACCOUNT.ASSET.eq(ASSET.CODE))))
                // Coins that were given away have a currency, too: in it they are settled. All lots of a database have
                // the same.
                .union(DSL.select(COIN_LOT.COST_ASSET).from(COIN_LOT).limit(1))
                .fetchSet(row -> Asset.valueOf(row.value1())));
    }

    private static void transfers(DSLContext sql, Condition within, Visitor visitor) {
        try (Cursor<Record> rows = sql.select(TRANSFER.asterisk(), ENTRY.asterisk(), ACCOUNT.asterisk())
                .from(TRANSFER)
                .join(ENTRY)
                .on(ENTRY.TRANSFER_ID.eq(TRANSFER.ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .where(within)
                .orderBy(TRANSFER.ID, ENTRY.LINE)
                .fetchSize(FETCH_ROWS)
                .fetchLazy()) {
            List<Record> lines = new ArrayList<>();
            for (Record row : rows) {
                if (!lines.isEmpty() && !lines.getFirst().get(TRANSFER.ID).equals(row.get(TRANSFER.ID))) {
                    visitor.transfer(transfer(lines));
                    lines.clear();
                }
                lines.add(row);
            }
            if (!lines.isEmpty()) {
                visitor.transfer(transfer(lines));
            }
        }
    }

    private static BookTransfer transfer(List<Record> lines) {
        Record head = lines.getFirst();
        return new BookTransfer(
                head.get(TRANSFER.ID),
                head.get(TRANSFER.CREATED_AT).toInstant(),
                head.get(TRANSFER.CODE),
                head.get(TRANSFER.REF),
                head.get(TRANSFER.SESSION_ID),
                head.get(TRANSFER.MEMO),
                lines.stream()
                        .map(row -> new BookTransfer.Line(row.get(ENTRY.LINE), account(row), row.get(ENTRY.AMOUNT)))
                        .toList());
    }

    /** Sums of what counts, for all accounts that have anything listed. */
    private static List<Balance> balances(DSLContext sql, Condition counts, Condition listed) {
        Field<Long> sum =
                DSL.coalesce(DSL.sum(ENTRY.AMOUNT).filterWhere(counts), 0).cast(Long.class);
        return sql.select(ACCOUNT.KIND, ACCOUNT.OWNER_REF, ACCOUNT.QUALIFIER, ACCOUNT.ASSET, sum)
                .from(ACCOUNT)
                .join(ENTRY)
                .on(ENTRY.ACCOUNT_ID.eq(ACCOUNT.ID))
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .where(listed)
                .groupBy(ACCOUNT.ID)
                .orderBy(ACCOUNT.ID)
                .fetch(row -> new Balance(account(row), row.get(sum)));
    }

    private static BookAccount account(Record row) {
        UUID owner = row.get(ACCOUNT.OWNER_REF);
        String kind = row.get(ACCOUNT.KIND);
        AccountKind known = KINDS.get(kind);
        if (known == null) {
            throw new IllegalStateException("the chart of accounts has no " + kind);
        }
        return new BookAccount(
                known,
                owner.equals(Transaction.HOUSE) ? null : owner,
                row.get(ACCOUNT.QUALIFIER),
                Asset.valueOf(row.get(ACCOUNT.ASSET)));
    }

    private static Condition before(@Nullable LocalDate day) {
        return day == null ? DSL.falseCondition() : TRANSFER.CREATED_AT.lt(midnight(day));
    }

    private static Condition upTo(@Nullable LocalDate day) {
        return day == null ? DSL.trueCondition() : TRANSFER.CREATED_AT.lt(midnight(day.plusDays(1)));
    }

    private static @Nullable LocalDate day(DSLContext sql, Field<OffsetDateTime> moment, Condition within) {
        OffsetDateTime at =
                sql.select(moment).from(TRANSFER).where(within).fetchSingle().value1();
        return at == null ? null : at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    }

    private static LocalDate orElse(@Nullable LocalDate wanted, @Nullable LocalDate found) {
        if (wanted != null) {
            return wanted;
        }
        return found == null ? LocalDate.EPOCH : found;
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return OffsetDateTime.of(day, LocalTime.MIDNIGHT, ZoneOffset.UTC);
    }
}
