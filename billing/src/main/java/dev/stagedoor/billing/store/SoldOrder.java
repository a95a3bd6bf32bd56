package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.ledger.AccountKind;
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
import org.jooq.impl.DSL;
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

    /** What of its price has not gone back, in minor units: by refunds, and by cases that were not decided for the house. */
    long standingMinor(DSLContext sql) {
        var back = TRANSFER.as("back");
        var backAgain = TRANSFER.as("back_again");
        return -sql.select(DSL.coalesce(DSL.sum(ENTRY.AMOUNT), 0).cast(Long.class))
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .where(ACCOUNT.KIND.eq(AccountKind.PSP_RECEIVABLE.kind()))
                .and(ENTRY.TRANSFER_ID.in(DSL.select(DSL.val(purchaseId))
                        .unionAll(DSL.select(back.ID).from(back).where(back.REVERSES_TRANSFER_ID.eq(purchaseId)))
                        .unionAll(DSL.select(backAgain.ID)
                                .from(backAgain)
                                .join(back)
                                .on(back.ID.eq(backAgain.REVERSES_TRANSFER_ID))
                                .where(back.REVERSES_TRANSFER_ID.eq(purchaseId)))))
                .fetchSingle()
                .value1();
    }

    void moveTo(DSLContext sql, OrderState next) {
        sql.update(PAYMENT_ORDER)
                .set(PAYMENT_ORDER.STATE, next.name())
                .set(PAYMENT_ORDER.UPDATED_AT, Instants.clockTimestamp())
                .where(PAYMENT_ORDER.ID.eq(id))
                .execute();
    }
}
