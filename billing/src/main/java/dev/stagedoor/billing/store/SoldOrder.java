package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Lot;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.payments.OrderState;
import dev.stagedoor.billing.store.jooq.tables.records.PaymentOrderRecord;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A paid order with the transfer that booked it.
 *
 * @param purchaseId the PURCHASE, which granted the coins
 */
record SoldOrder(
        UUID id,
        UUID userId,
        String provider,
        String paymentRef,
        OrderState state,
        Sale sale,
        OffsetDateTime orderedAt,
        OffsetDateTime paidAt,
        long purchaseId) {

    /** Locked until the transaction ends; null if there is none, or it was never paid. */
    static @Nullable SoldOrder lock(DSLContext sql, UUID orderId) {
        PaymentOrderRecord row = sql.selectFrom(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.ID.eq(orderId))
                .forUpdate()
                .fetchOne();
        if (row == null || row.getPaymentRef() == null) {
            return null;
        }
        var purchase = sql.select(TRANSFER.ID, TRANSFER.CREATED_AT)
                .from(TRANSFER)
                .where(TRANSFER.IDEM_SCOPE.eq("purchase"))
                .and(TRANSFER.IDEM_KEY.eq("purchase:" + row.getProvider() + ":" + row.getPaymentRef()))
                .fetchOne();
        if (purchase == null) {
            return null;
        }
        return new SoldOrder(
                row.getId(),
                row.getUserId(),
                row.getProvider(),
                row.getPaymentRef(),
                OrderState.valueOf(row.getState()),
                new Sale(
                        Asset.valueOf(row.getPriceAsset()),
                        row.getPriceMinor(),
                        row.getTaxMinor(),
                        row.getPaidCoins(),
                        row.getBonusCoins()),
                row.getCreatedAt(),
                purchase.value2(),
                purchase.value1());
    }

    /** What is left of its coins, settled, under a lock on the buyer's wallet. */
    List<Lot> lockLots(Transaction transaction, Supplier<UUID> ids) {
        return LotRows.lockAndSettle(transaction, userId, ids).stream()
                .filter(lot -> lot.grantTransferId() == purchaseId)
                .toList();
    }

    void moveTo(DSLContext sql, OrderState next) {
        sql.update(PAYMENT_ORDER)
                .set(PAYMENT_ORDER.STATE, next.name())
                .set(PAYMENT_ORDER.UPDATED_AT, Instants.clockTimestamp())
                .where(PAYMENT_ORDER.ID.eq(id))
                .execute();
    }
}
