package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.SELF_EXCLUSION;
import static dev.stagedoor.billing.store.jooq.Tables.SPEND_LIMIT;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.store.jooq.tables.records.SpendLimitRecord;
import dev.stagedoor.billing.wallet.LimitStore;
import dev.stagedoor.billing.wallet.SpendLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Limits and exclusions in PostgreSQL. */
public final class PostgresLimits implements LimitStore {
    private final Database database;
    private final Asset payoutAsset;

    public PostgresLimits(Database database, Asset payoutAsset) {
        this.database = database;
        this.payoutAsset = payoutAsset;
    }

    @Override
    public void set(
            UUID userId,
            SpendLimit.Kind kind,
            LimitPeriod period,
            @Nullable Long amountMinor,
            Duration coolingOff,
            Instant now) {
        database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            sql.insertInto(SPEND_LIMIT)
                    .columns(SPEND_LIMIT.USER_ID, SPEND_LIMIT.KIND, SPEND_LIMIT.PERIOD)
                    .values(userId, kind.name(), period.name())
                    .onConflictDoNothing()
                    .execute();
            SpendLimitRecord row = sql.selectFrom(SPEND_LIMIT)
                    .where(SPEND_LIMIT.USER_ID.eq(userId))
                    .and(SPEND_LIMIT.KIND.eq(kind.name()))
                    .and(SPEND_LIMIT.PERIOD.eq(period.name()))
                    .forUpdate()
                    .fetchSingle();
            Long holds = SpendGuard.effective(row, now);
            boolean lower = amountMinor != null && (holds == null || amountMinor <= holds);
            row.setAmountMinor(lower ? amountMinor : holds);
            boolean later = !lower && holds != null;
            row.setNextMinor(later ? amountMinor : null);
            row.setNextAt(later ? Instants.utc(now.plus(coolingOff)) : null);
            return row.update();
        });
    }

    @Override
    public List<SpendLimit> limits(UUID userId, Instant now) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(SPEND_LIMIT)
                .where(SPEND_LIMIT.USER_ID.eq(userId))
                .orderBy(SPEND_LIMIT.KIND, SPEND_LIMIT.PERIOD)
                .fetch(row -> limit(transaction.sql(), row, now)));
    }

    private SpendLimit limit(DSLContext sql, SpendLimitRecord row, Instant now) {
        SpendLimit.Kind kind = SpendLimit.Kind.valueOf(row.getKind());
        LimitPeriod period = LimitPeriod.valueOf(row.getPeriod());
        Asset asset = kind == SpendLimit.Kind.SPEND ? Asset.COIN : payoutAsset;
        Instant nextAt = Instants.instant(row.getNextAt());
        boolean pending = nextAt != null && nextAt.isAfter(now);
        return new SpendLimit(
                kind,
                period,
                money(SpendGuard.effective(row, now), asset),
                new Money(SpendGuard.used(sql, row.getUserId(), kind, now.minus(period.length())), asset),
                pending ? nextAt : null,
                pending ? money(row.getNextMinor(), asset) : null);
    }

    private static @Nullable Money money(@Nullable Long minor, Asset asset) {
        return minor == null ? null : new Money(minor, asset);
    }

    @Override
    public Instant exclude(UUID userId, Instant until, Instant now) {
        return database.transact(transaction -> {
            transaction
                    .sql()
                    .insertInto(SELF_EXCLUSION)
                    .values(userId, Instants.utc(until), Instants.utc(now))
                    .onConflict(SELF_EXCLUSION.USER_ID)
                    .doUpdate()
                    .set(SELF_EXCLUSION.UNTIL_AT, DSL.greatest(SELF_EXCLUSION.UNTIL_AT, DSL.val(Instants.utc(until))))
                    .execute();
            return transaction
                    .sql()
                    .select(SELF_EXCLUSION.UNTIL_AT)
                    .from(SELF_EXCLUSION)
                    .where(SELF_EXCLUSION.USER_ID.eq(userId))
                    .fetchSingle()
                    .value1()
                    .toInstant();
        });
    }

    @Override
    public @Nullable Instant excludedUntil(UUID userId, Instant now) {
        return database.transact(transaction -> SpendGuard.excludedUntil(transaction.sql(), userId, now));
    }
}
