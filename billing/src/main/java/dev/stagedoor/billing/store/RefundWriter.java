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
import org.jooq.impl.DSL;
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
        long transferId = post(transaction, order, key(order), unwinding, lines, actor, reason);
        order.moveTo(
                transaction.sql(),
                OrderState.ofReturned(unwinding.priceMinor(), order.sale().priceMinor()));
        return new Done(transferId, unwinding);
    }

    /**
     * The provider has given money back without asking, perhaps not for the first time. What is left of the coins goes; what was
     * returned beyond their worth is the house's loss.
     *
     * @param beforeMinor of the price, booked as returned
     * @param inAllMinor returned by now, more than that
     */
    void refundedByProvider(Transaction transaction, SoldOrder order, long beforeMinor, long inAllMinor) {
        long returnedMinor = inAllMinor - beforeMinor;
        Unwinding unwinding = TakeBack.chargeback(
                order.sale(), order.lockLots(transaction, ids), returnedMinor, order.standingMinor(transaction.sql()));
        List<Line> lines =
                TakeBackLines.chargeback(order.userId(), order.provider(), unwinding, returnedMinor, List.of(), 0);
        String key = beforeMinor == 0 ? key(order) : key(order) + ":" + inAllMinor;
        post(transaction, order, key, unwinding, lines, "psp:" + order.provider(), "refunded at the provider");
        OrderState next = OrderState.ofReturned(inAllMinor, order.sale().priceMinor());
        if (order.state().mayBecome(next)) {
            order.moveTo(transaction.sql(), next);
        }
    }

    /** What was returned for this order before, in minor units of its price. */
    static long returnedBefore(DSLContext sql, SoldOrder order) {
        return sql.select(DSL.coalesce(DSL.sum(ENTRY.AMOUNT), 0).cast(Long.class))
                .from(TRANSFER)
                .join(ENTRY)
                .on(ENTRY.TRANSFER_ID.eq(TRANSFER.ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .where(TRANSFER.REVERSES_TRANSFER_ID.eq(order.purchaseId()))
                .and(TRANSFER.CODE.eq(TransferCode.REFUND.name()))
                .and(ACCOUNT.KIND.eq(AccountKind.PSP_RECEIVABLE.kind()))
                .fetchSingle()
                .value1();
    }

    private static String key(SoldOrder order) {
        return "refund:" + order.id();
    }

    private long post(
            Transaction transaction,
            SoldOrder order,
            String key,
            Unwinding unwinding,
            List<Line> lines,
            String actor,
            String reason) {
        IdempotencyKey once = IdempotencyKey.of(SCOPE, key, unwinding.priceMinor());
        long transferId = transaction.mustPost(Posting.of(TransferCode.REFUND, ids.get(), once, actor, lines)
                .reversing(order.purchaseId())
                .granting(TakeBack.taken(unwinding))
                .noting(reason));
        commissions.settle(transaction, order);
        return transferId;
    }
}
