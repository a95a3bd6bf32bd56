package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.REFUND_REQUEST;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.PaymentStore.RefundOrder;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.payments.RefundState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How far providers are with refunds that were granted. */
final class RefundRows {
    private RefundRows() {}

    /** Those to be sent, what was asked about longest ago first: one that is never answered is in nobody's way. */
    static List<RefundOrder> toSend(DSLContext sql, int limit) {
        return sql.select(
                        REFUND_REQUEST.ID,
                        PAYMENT_ORDER.PROVIDER,
                        PAYMENT_ORDER.PAYMENT_REF,
                        REFUND_REQUEST.RETURNED_MINOR,
                        PAYMENT_ORDER.PRICE_ASSET)
                .from(REFUND_REQUEST)
                .join(PAYMENT_ORDER)
                .on(PAYMENT_ORDER.ID.eq(REFUND_REQUEST.ORDER_ID))
                .where(REFUND_REQUEST.PROVIDER_STATE.eq(DSL.inline(RefundState.TO_SEND.name())))
                .orderBy(REFUND_REQUEST.ASKED_AT.asc().nullsFirst(), REFUND_REQUEST.ID)
                .limit(limit)
                .fetch(row -> new RefundOrder(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        new Money(row.value4(), Asset.valueOf(row.value5()))));
    }

    static int told(DSLContext sql, UUID refundId, RefundState state) {
        return sql.update(REFUND_REQUEST)
                .set(REFUND_REQUEST.PROVIDER_STATE, state.name())
                .where(REFUND_REQUEST.ID.eq(refundId))
                .and(REFUND_REQUEST.PROVIDER_STATE.eq(RefundState.TO_SEND.name()))
                .execute();
    }

    static int asked(DSLContext sql, UUID refundId, Instant now) {
        return sql.update(REFUND_REQUEST)
                .set(REFUND_REQUEST.ASKED_AT, Instants.utc(now))
                .where(REFUND_REQUEST.ID.eq(refundId))
                .execute();
    }

    /** The provider says that the money of this order went back. */
    static void done(DSLContext sql, UUID orderId) {
        move(sql, orderId, RefundState.DONE, RefundState.TO_SEND, RefundState.SENT);
    }

    /** If it says that it could not. */
    static void failed(DSLContext sql, ProviderEvent event) {
        if (event.kind() == ProviderEvent.Kind.REFUND_FAILED) {
            move(sql, event.orderId(), RefundState.FAILED, RefundState.TO_SEND, RefundState.SENT, RefundState.DONE);
        }
    }

    /** If that was decided again: then people have done it. */
    static void doneByHand(DSLContext sql, ProviderEvent event) {
        if (event.kind() == ProviderEvent.Kind.REFUND_FAILED) {
            move(sql, event.orderId(), RefundState.BY_HAND, RefundState.FAILED);
        }
    }

    private static void move(DSLContext sql, @Nullable UUID orderId, RefundState to, RefundState... from) {
        sql.update(REFUND_REQUEST)
                .set(REFUND_REQUEST.PROVIDER_STATE, to.name())
                .where(REFUND_REQUEST.ORDER_ID.eq(orderId))
                .and(REFUND_REQUEST.PROVIDER_STATE.in(
                        Arrays.stream(from).map(RefundState::name).toList()))
                .execute();
    }
}
