package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.SELF_EXCLUSION;
import static dev.stagedoor.billing.store.jooq.Tables.SPEND_LIMIT;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.payments.OrderState;
import dev.stagedoor.billing.store.jooq.tables.records.SpendLimitRecord;
import dev.stagedoor.billing.wallet.SpendLimit;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Measures spending by the limits people set for themselves. It is asked inside the transaction, after the coins have moved:
 * the wallet is locked then, so two tips at once cannot both be the last that fits. Whoever is refused undoes.
 */
public final class SpendGuard {
    private static final List<String> SPENDING = Stream.of(
                    TransferCode.TIP,
                    TransferCode.GIFT,
                    TransferCode.TICKET_BUY,
                    TransferCode.TICKET_CANCEL,
                    TransferCode.HOLD,
                    TransferCode.EXTEND,
                    TransferCode.RELEASE,
                    TransferCode.CALL_REFUND,
                    TransferCode.SUBSCRIBE,
                    TransferCode.SUBSCRIPTION_REFUND)
            .map(TransferCode::name)
            .toList();
    private static final List<String> BOUGHT = Stream.of(
                    OrderState.PAID, OrderState.PART_REFUNDED, OrderState.PENDING, OrderState.CREATED)
            .map(OrderState::name)
            .toList();

    private final InstantSource clock;

    public SpendGuard(InstantSource clock) {
        this.clock = clock;
    }

    /** Those of these people who have set anything that spending must be measured by. */
    static Set<UUID> watched(DSLContext sql, Collection<UUID> userIds) {
        if (userIds.isEmpty()) {
            return Set.of();
        }
        UUID[] ids = userIds.toArray(UUID[]::new);
        return sql.select(SPEND_LIMIT.USER_ID)
                .from(SPEND_LIMIT)
                .where(SPEND_LIMIT.USER_ID.eq(DSL.any(ids)))
                .union(DSL.select(SELF_EXCLUSION.USER_ID)
                        .from(SELF_EXCLUSION)
                        .where(SELF_EXCLUSION.USER_ID.eq(DSL.any(ids))))
                .fetchSet(SPEND_LIMIT.USER_ID);
    }

    /** Why coins that have just moved should not have; null if they may. */
    @Nullable
    SpendRefusal afterSpending(DSLContext sql, UUID userId, long coins) {
        return refusal(sql, userId, SpendLimit.Kind.SPEND, new Money(coins, Asset.COIN));
    }

    /** What of so many coins the person still allows themselves to spend, in thousandths. */
    long within(DSLContext sql, UUID userId, long coins) {
        if (watched(sql, List.of(userId)).isEmpty()) {
            return coins;
        }
        Instant now = clock.instant();
        if (excludedUntil(sql, userId, now) != null) {
            return 0;
        }
        long left = coins;
        for (SpendLimitRecord row : sql.selectFrom(SPEND_LIMIT)
                .where(SPEND_LIMIT.USER_ID.eq(userId))
                .and(SPEND_LIMIT.KIND.eq(SpendLimit.Kind.SPEND.name()))
                .fetch()) {
            Long limit = effective(row, now);
            if (limit != null) {
                Instant since = now.minus(LimitPeriod.valueOf(row.getPeriod()).length());
                left = Math.min(left, Math.max(0, limit - used(sql, userId, SpendLimit.Kind.SPEND, since)));
            }
        }
        return left;
    }

    /** Why an order that has just been made should not have been; null if it may. */
    @Nullable
    SpendRefusal afterOrdering(DSLContext sql, UUID userId, Money price) {
        return refusal(sql, userId, SpendLimit.Kind.BUY, price);
    }

    private @Nullable SpendRefusal refusal(DSLContext sql, UUID userId, SpendLimit.Kind kind, Money amount) {
        Instant now = clock.instant();
        Instant excluded = excludedUntil(sql, userId, now);
        if (excluded != null) {
            return new SpendRefusal.Excluded(excluded);
        }
        // Locked, because two orders at once have no wallet to wait for each other at.
        for (SpendLimitRecord row : sql.selectFrom(SPEND_LIMIT)
                .where(SPEND_LIMIT.USER_ID.eq(userId))
                .and(SPEND_LIMIT.KIND.eq(kind.name()))
                .orderBy(SPEND_LIMIT.PERIOD)
                .forUpdate()
                .fetch()) {
            Long limit = effective(row, now);
            LimitPeriod period = LimitPeriod.valueOf(row.getPeriod());
            if (limit != null) {
                long used = used(sql, userId, kind, now.minus(period.length()));
                if (used > limit) {
                    long left = Math.max(0, limit - (used - amount.amountMinor()));
                    return new SpendRefusal.OverLimit(
                            period, new Money(limit, amount.asset()), new Money(left, amount.asset()));
                }
            }
        }
        return null;
    }

    static @Nullable Instant excludedUntil(DSLContext sql, UUID userId, Instant now) {
        OffsetDateTime until = sql.select(SELF_EXCLUSION.UNTIL_AT)
                .from(SELF_EXCLUSION)
                .where(SELF_EXCLUSION.USER_ID.eq(userId))
                .and(SELF_EXCLUSION.UNTIL_AT.gt(Instants.utc(now)))
                .fetchOne(SELF_EXCLUSION.UNTIL_AT);
        return until == null ? null : until.toInstant();
    }

    /** The limit that holds now. */
    static @Nullable Long effective(SpendLimitRecord row, Instant now) {
        OffsetDateTime nextAt = row.getNextAt();
        return nextAt != null && !nextAt.toInstant().isAfter(now) ? row.getNextMinor() : row.getAmountMinor();
    }

    /** What went since then: coins out of the wallet that have not come back, or money on orders that have not failed. */
    static long used(DSLContext sql, UUID userId, SpendLimit.Kind kind, Instant since) {
        OffsetDateTime from = Instants.utc(since);
        long used = switch (kind) {
            case SPEND -> spent(sql, userId, from);
            case BUY ->
                sql.select(DSL.coalesce(DSL.sum(PAYMENT_ORDER.PRICE_MINOR), 0).cast(Long.class))
                        .from(PAYMENT_ORDER)
                        .where(PAYMENT_ORDER.USER_ID.eq(userId))
                        .and(PAYMENT_ORDER.CREATED_AT.gt(from))
                        .and(PAYMENT_ORDER.STATE.in(BOUGHT))
                        .fetchSingle()
                        .value1();
        };
        return Math.max(0, used);
    }

    /** An account's versions follow time: what is older than the limit looks back to is not read, however much that is. */
    private static long spent(DSLContext sql, UUID userId, OffsetDateTime from) {
        Field<Long> wallet = Balances.wallet(DSL.val(userId));
        Long before = sql.select(ENTRY.ACCOUNT_VERSION)
                .from(ENTRY)
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .where(ENTRY.ACCOUNT_ID.eq(wallet))
                .and(ENTRY.ACCOUNT_VERSION.isNotNull())
                .and(TRANSFER.CREATED_AT.le(from))
                .orderBy(ENTRY.ACCOUNT_VERSION.desc())
                .limit(1)
                .fetchOne(ENTRY.ACCOUNT_VERSION);
        return sql.select(DSL.coalesce(DSL.sum(ENTRY.AMOUNT.neg()), 0).cast(Long.class))
                .from(ENTRY)
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .where(ENTRY.ACCOUNT_ID.eq(wallet))
                .and(ENTRY.ACCOUNT_VERSION.gt(before == null ? 0L : before))
                .and(TRANSFER.CODE.in(SPENDING))
                .fetchSingle()
                .value1();
    }
}
