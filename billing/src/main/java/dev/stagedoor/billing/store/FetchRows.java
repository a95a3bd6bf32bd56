package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.PROVIDER_EVENT;
import static dev.stagedoor.billing.store.jooq.Tables.SANDBOX_PAYMENT;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.FetchTimes;
import dev.stagedoor.billing.payments.OrderState;
import dev.stagedoor.billing.payments.PaymentStore.OrderToFetch;
import dev.stagedoor.billing.payments.PaymentStore.SandboxPayment;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.store.jooq.tables.records.PaymentOrderRecord;
import dev.stagedoor.billing.store.jooq.tables.records.ProviderEventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Which orders providers are asked about, and what the sandbox answers. */
final class FetchRows {
    private static final Condition MAY_BE_PAID = PAYMENT_ORDER.STATE.in(Arrays.stream(OrderState.values())
            .filter(state -> state.mayBecome(OrderState.PAID))
            .map(OrderState::name)
            .toList());

    private FetchRows() {}

    /** Noted as asked; another node takes the next one. Without an address the buyer never had a place to pay. */
    static @Nullable OrderToFetch next(
            DSLContext sql, String provider, Duration payableFor, @Nullable Set<UUID> watched, Instant now) {
        Condition keptAside = DSL.exists(DSL.selectOne()
                .from(PROVIDER_EVENT)
                .where(PROVIDER_EVENT.OUTCOME.eq(DSL.inline(Inbox.QUARANTINED)))
                .and(PROVIDER_EVENT.ORDER_ID.eq(PAYMENT_ORDER.ID))
                .and(PROVIDER_EVENT.KIND.eq(ProviderEvent.Kind.SUCCEEDED.name())));
        PaymentOrderRecord row = sql.selectFrom(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.PROVIDER.eq(provider))
                .and(MAY_BE_PAID)
                .and(PAYMENT_ORDER.REDIRECT_URL.ne(""))
                .and(PAYMENT_ORDER.FETCH_AT.isNotNull())
                .and(watched == null ? PAYMENT_ORDER.FETCH_AT.le(Instants.utc(now)) : isDue(watched, now))
                .andNot(keptAside)
                .orderBy(PAYMENT_ORDER.FETCH_AT)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOne();
        if (row == null) {
            return null;
        }
        Instant orderedAt = Objects.requireNonNull(row.getCreatedAt()).toInstant();
        row.setFetchedAt(Instants.utc(now));
        row.setFetchAt(Instants.orNull(FetchTimes.next(orderedAt, payableFor, now)));
        row.update();
        String ref = row.getProviderRef();
        return new OrderToFetch(PostgresPayments.stored(row).terms(), ref == null ? "" : ref);
    }

    /** A payment that people have closed is not asked about any more: the answer would only be kept aside once more. */
    static void leaveToPeople(DSLContext sql, ProviderEventRecord closed) {
        if (ProviderEvent.Kind.SUCCEEDED.name().equals(closed.getKind())) {
            sql.update(PAYMENT_ORDER)
                    .setNull(PAYMENT_ORDER.FETCH_AT)
                    .where(PAYMENT_ORDER.ID.eq(closed.getOrderId()))
                    .execute();
        }
    }

    private static Condition isDue(Set<UUID> watched, Instant now) {
        return PAYMENT_ORDER
                .ID
                .eq(DSL.any(watched.toArray(UUID[]::new)))
                .and(DSL.condition(
                        "coalesce({0}, {1}) + greatest({2} * interval '1 second', ({3} - {1}) / 8) <= {3}",
                        PAYMENT_ORDER.FETCHED_AT,
                        PAYMENT_ORDER.CREATED_AT,
                        DSL.inline(FetchTimes.WATCHED_AT_LEAST.toSeconds()),
                        DSL.val(Instants.utc(now))));
    }

    static int last(DSLContext sql, UUID orderId) {
        return sql.update(PAYMENT_ORDER)
                .setNull(PAYMENT_ORDER.FETCH_AT)
                .where(PAYMENT_ORDER.ID.eq(orderId))
                .execute();
    }

    static int keep(DSLContext sql, UUID orderId, String paymentId, Money amount) {
        return sql.insertInto(SANDBOX_PAYMENT)
                .set(SANDBOX_PAYMENT.PAYMENT_REF, paymentId)
                .set(SANDBOX_PAYMENT.ORDER_ID, orderId)
                .set(SANDBOX_PAYMENT.AMOUNT_MINOR, amount.amountMinor())
                .set(SANDBOX_PAYMENT.ASSET, amount.asset().name())
                .execute();
    }

    static @Nullable SandboxPayment atTheSandbox(DSLContext sql, UUID orderId) {
        return sql.selectFrom(SANDBOX_PAYMENT)
                .where(SANDBOX_PAYMENT.ORDER_ID.eq(orderId))
                .orderBy(SANDBOX_PAYMENT.PAID_AT)
                .limit(1)
                .fetchOne(row -> new SandboxPayment(
                        row.getPaymentRef(), new Money(row.getAmountMinor(), Asset.valueOf(row.getAsset()))));
    }
}
