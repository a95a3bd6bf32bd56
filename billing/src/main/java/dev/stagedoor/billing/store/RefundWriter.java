package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.disputes.TakeBack;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TakeBackLines;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.Unwinding;
import dev.stagedoor.billing.payments.OrderState;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Unwinds what is not used of an order, inside a transaction. */
final class RefundWriter {
    private static final String SCOPE = "refund";

    private final Supplier<UUID> ids;
    private final ReferralWriter commissions;

    RefundWriter(Supplier<UUID> ids, ReferralWriter commissions) {
        this.ids = ids;
        this.commissions = commissions;
    }

    /** What was done; {@code unwound} says how many coins and how much money. */
    record Done(long transferId, Unwinding unwound) {}

    /** Whether a refund now would give money back. */
    boolean hasSomethingLeft(Transaction transaction, SoldOrder order) {
        boolean paid = switch (order.state()) {
            case PAID -> true;
            case CREATED, PENDING, FAILED, PART_REFUNDED, REFUNDED, CHARGEDBACK -> false;
        };
        return paid
                && TakeBack.refund(order.sale(), order.lockLots(transaction, ids))
                                .priceMinor()
                        > 0;
    }

    /** Refunds all that is not used; null if nothing is left to refund. */
    @Nullable
    Done refund(Transaction transaction, SoldOrder order, String actor, String reason) {
        Unwinding unwinding = TakeBack.refund(order.sale(), order.lockLots(transaction, ids));
        if (unwinding.priceMinor() == 0) {
            return null;
        }
        List<Line> lines = TakeBackLines.refund(order.userId(), order.provider(), unwinding);
        long transferId = post(transaction, order, unwinding, lines, actor, reason);
        boolean whole = unwinding.priceMinor() == order.sale().priceMinor();
        order.moveTo(transaction.sql(), whole ? OrderState.REFUNDED : OrderState.PART_REFUNDED);
        return new Done(transferId, unwinding);
    }

    /**
     * The provider has given money back without asking. What is left of the coins goes; what was returned beyond their worth
     * is the house's loss.
     */
    Done refundedByProvider(Transaction transaction, SoldOrder order, long returnedMinor) {
        Unwinding unwinding = TakeBack.chargeback(order.sale(), order.lockLots(transaction, ids), returnedMinor);
        List<Line> lines =
                TakeBackLines.chargeback(order.userId(), order.provider(), unwinding, returnedMinor, List.of(), 0);
        long transferId =
                post(transaction, order, unwinding, lines, "psp:" + order.provider(), "refunded at the provider");
        boolean whole = returnedMinor == order.sale().priceMinor();
        order.moveTo(transaction.sql(), whole ? OrderState.REFUNDED : OrderState.PART_REFUNDED);
        return new Done(transferId, unwinding);
    }

    /** What was returned for this order before, null if nothing was. */
    static @Nullable Long returnedBefore(DSLContext sql, SoldOrder order) {
        return sql.select(ENTRY.AMOUNT)
                .from(TRANSFER)
                .join(ENTRY)
                .on(ENTRY.TRANSFER_ID.eq(TRANSFER.ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .where(TRANSFER.IDEM_SCOPE.eq(SCOPE))
                .and(TRANSFER.IDEM_KEY.eq(key(order)))
                .and(ACCOUNT.KIND.eq(AccountKind.PSP_RECEIVABLE.kind()))
                .fetchOne(ENTRY.AMOUNT);
    }

    private static String key(SoldOrder order) {
        return "refund:" + order.id();
    }

    private long post(
            Transaction transaction,
            SoldOrder order,
            Unwinding unwinding,
            List<Line> lines,
            String actor,
            String reason) {
        IdempotencyKey key = IdempotencyKey.of(SCOPE, key(order), unwinding.priceMinor());
        long transferId = transaction.mustPost(Posting.of(TransferCode.REFUND, ids.get(), key, actor, lines)
                .reversing(order.purchaseId())
                .granting(TakeBack.taken(unwinding))
                .noting(reason));
        commissions.settle(transaction, order);
        return transferId;
    }
}
