package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.payments.AutoTopUpStore;
import dev.stagedoor.billing.payments.AutoTopUpTerms;
import dev.stagedoor.billing.payments.NewOrder;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderState;
import dev.stagedoor.billing.store.jooq.tables.records.AutoTopUpRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PaymentOrderRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What one person wishes to be bought, and the attempts at it. */
record AutoTopUpRows(DSLContext sql, AutoTopUpRecord wish) {
    private static final Condition IS_ATTEMPT = PAYMENT_ORDER.AUTO_ATTEMPT.isNotNull();
    /** Nobody knows yet whether it was charged. */
    static final Condition IS_OPEN =
            IS_ATTEMPT.and(PAYMENT_ORDER.STATE.in(OrderState.CREATED.name(), OrderState.PENDING.name()));
    /** Charged, or may yet turn out to be. */
    private static final Condition MAY_BE_CHARGED = PAYMENT_ORDER.STATE.ne(OrderState.FAILED.name());

    List<Order> latest(int limit) {
        return sql.selectFrom(PAYMENT_ORDER)
                .where(isMine())
                .orderBy(PAYMENT_ORDER.AUTO_ATTEMPT.desc())
                .limit(limit)
                .fetch(order -> PostgresPayments.stored(order).order());
    }

    @Nullable
    PaymentOrderRecord open() {
        return sql.selectFrom(PAYMENT_ORDER).where(isMine()).and(IS_OPEN).fetchOne();
    }

    /** The provider is not asked any more. If it has charged, its webhook still makes it paid. */
    void giveUp(PaymentOrderRecord open) {
        sql.update(PAYMENT_ORDER)
                .set(PAYMENT_ORDER.STATE, OrderState.FAILED.name())
                .set(PAYMENT_ORDER.UPDATED_AT, Instants.clockTimestamp())
                .where(PAYMENT_ORDER.ID.eq(open.getId()))
                .and(IS_OPEN)
                .execute();
    }

    /** The payment that the buyer agreed to have charged again, null if its provider named nothing to charge. */
    AutoTopUpStore.@Nullable Method method(String provider, String paymentRef) {
        String methodRef = sql.select(PAYMENT_ORDER.METHOD_REF)
                .from(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.PROVIDER.eq(provider))
                .and(PAYMENT_ORDER.PAYMENT_REF.eq(paymentRef))
                .fetchOne(PAYMENT_ORDER.METHOD_REF);
        return methodRef == null ? null : new AutoTopUpStore.Method(provider, paymentRef, methodRef);
    }

    boolean isLow() {
        return Balances.coins(sql, AccountKind.VIEWER_AVAILABLE, wish.getUserId()) < wish.getThresholdMinor();
    }

    boolean isShutOut(Instant now) {
        return SpendGuard.excludedUntil(sql, wish.getUserId(), now) != null;
    }

    /** Whether the package is sold as it was when the buyer agreed, or better. */
    boolean isAsAgreed(@Nullable NewOrder order) {
        return order != null
                && order.sale().asset().name().equals(wish.getAsset())
                && order.sale().priceMinor() <= wish.getPriceMinor()
                && order.sale().coins() >= wish.getCoinsMinor();
    }

    /** Whether the buyer's bank has taken back what paid for the method, or an attempt since it was agreed to. */
    boolean isDisputed() {
        return sql.fetchExists(DSL.selectOne()
                .from(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.USER_ID.eq(wish.getUserId()))
                .and(PAYMENT_ORDER.STATE.eq(OrderState.CHARGEDBACK.name()))
                .and(PAYMENT_ORDER.PROVIDER.eq(wish.getProvider()))
                .and(PAYMENT_ORDER
                        .PAYMENT_REF
                        .eq(wish.getPaymentRef())
                        .or(PAYMENT_ORDER.AUTO_AT.ge(wish.getAgreedAt()))));
    }

    /** Whether the buyer is about, and the last attempt was not declined just now. */
    boolean mayTry(AutoTopUpTerms terms, Instant now) {
        List<Instant> declines = declines();
        boolean rested = declines.isEmpty()
                || !declines.getFirst().plus(terms.retryAfter()).isAfter(now);
        return rested && isActive(now.minus(terms.activeWithin()));
    }

    private boolean isActive(Instant since) {
        OffsetDateTime last = sql.select(ActivityRows.lastActivity(DSL.val(wish.getUserId())))
                .fetchSingle()
                .value1();
        Instant agreedAt = wish.getAgreedAt().toInstant();
        Instant latest = last == null || last.toInstant().isBefore(agreedAt) ? agreedAt : last.toInstant();
        return !latest.isBefore(since);
    }

    /** When attempts were declined after the last good one, newest first; what was before the buyer agreed does not count. */
    List<Instant> declines() {
        int lastGood = highest(isMine().and(MAY_BE_CHARGED));
        return sql.select(PAYMENT_ORDER.AUTO_AT)
                .from(PAYMENT_ORDER)
                .where(isMine())
                .and(PAYMENT_ORDER.AUTO_ATTEMPT.gt(lastGood))
                .and(PAYMENT_ORDER.AUTO_AT.ge(wish.getAgreedAt()))
                .orderBy(PAYMENT_ORDER.AUTO_ATTEMPT.desc())
                .fetch(decline -> decline.value1().toInstant());
    }

    /** Whether it fits into what is left of the cap. */
    boolean fits(NewOrder order, Instant now) {
        return Math.addExact(used(now), order.sale().priceMinor()) <= wish.getCapMinor();
    }

    /** Money that counts towards the cap. */
    long used(Instant now) {
        Instant since = now.minus(LimitPeriod.valueOf(wish.getCapPeriod()).length());
        return sql.select(DSL.coalesce(DSL.sum(PAYMENT_ORDER.PRICE_MINOR), 0).cast(Long.class))
                .from(PAYMENT_ORDER)
                .where(isMine())
                .and(MAY_BE_CHARGED)
                .and(PAYMENT_ORDER.PRICE_ASSET.eq(wish.getAsset()))
                .and(PAYMENT_ORDER.AUTO_AT.gt(Instants.utc(since)))
                .fetchSingle()
                .value1();
    }

    int nextNumber() {
        return highest(isMine()) + 1;
    }

    private int highest(Condition among) {
        return sql.select(DSL.coalesce(DSL.max(PAYMENT_ORDER.AUTO_ATTEMPT), 0))
                .from(PAYMENT_ORDER)
                .where(among)
                .fetchSingle()
                .value1();
    }

    private Condition isMine() {
        UUID userId = wish.getUserId();
        return PAYMENT_ORDER.USER_ID.eq(userId).and(IS_ATTEMPT);
    }
}
