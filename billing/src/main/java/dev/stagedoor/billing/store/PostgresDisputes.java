package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.CALL_DISPUTE;
import static dev.stagedoor.billing.store.jooq.Tables.REFUND_REQUEST;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;

import dev.stagedoor.billing.disputes.CallDispute;
import dev.stagedoor.billing.disputes.Chargeback;
import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.disputes.ClaimState;
import dev.stagedoor.billing.disputes.ComplaintStanding;
import dev.stagedoor.billing.disputes.DisputeStore;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.disputes.RefundRequest;
import dev.stagedoor.billing.disputes.TakenBack;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.store.jooq.tables.records.CallDisputeRecord;
import dev.stagedoor.billing.store.jooq.tables.records.RefundRequestRecord;
import dev.stagedoor.billing.store.jooq.tables.records.SessionReceiptRecord;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Refund requests and complaints in PostgreSQL. A request is locked while it is decided, so it is decided once. */
public final class PostgresDisputes implements DisputeStore {
    private final Database database;
    private final RefundWriter refunds;
    private final CallRefundWriter callRefunds;

    /** @param referrals terms of the referral programme at the moment of an order */
    public PostgresDisputes(Database database, Supplier<UUID> ids, Function<Instant, PriceList.Referral> referrals) {
        this.database = database;
        this.refunds = new RefundWriter(ids, new ReferralWriter(ids, referrals));
        this.callRefunds = new CallRefundWriter(ids);
    }

    @Override
    public ClaimOutcome requestRefund(
            UUID id, UUID userId, UUID orderId, String reason, DisputeTerms terms, Instant now) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            SoldOrder order = SoldOrder.lock(sql, orderId);
            if (order == null || !order.userId().equals(userId)) {
                return new ClaimOutcome.NotFound();
            }
            RefundRequestRecord before = sql.fetchOne(
                    REFUND_REQUEST,
                    REFUND_REQUEST.ORDER_ID.eq(orderId).and(REFUND_REQUEST.STATE.ne(ClaimState.REJECTED.name())));
            if (before != null) {
                return before.getId().equals(id) && before.getState().equals(ClaimState.OPEN.name())
                        ? new ClaimOutcome.Open()
                        : new ClaimOutcome.Over(ClaimState.valueOf(before.getState()));
            }
            if (now.isAfter(order.paidAt().toInstant().plus(terms.refundWindow()))) {
                return new ClaimOutcome.TooLate();
            }
            if (!refunds.hasSomethingLeft(transaction, order)) {
                return new ClaimOutcome.NothingLeft();
            }
            sql.insertInto(REFUND_REQUEST)
                    .set(REFUND_REQUEST.ID, id)
                    .set(REFUND_REQUEST.ORDER_ID, orderId)
                    .set(REFUND_REQUEST.USER_ID, userId)
                    .set(REFUND_REQUEST.REASON, reason)
                    .set(REFUND_REQUEST.REQUESTED_AT, Instants.utc(now))
                    .execute();
            return new ClaimOutcome.Open();
        });
    }

    @Override
    public ClaimOutcome refund(UUID id, UUID decider, String reason, Instant now) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            RefundRequestRecord row = sql.selectFrom(REFUND_REQUEST)
                    .where(REFUND_REQUEST.ID.eq(id))
                    .forUpdate()
                    .fetchOne();
            ClaimOutcome over = over(row == null ? null : row.getState(), ClaimState.REFUNDED);
            if (row == null || over != null) {
                return over == null ? new ClaimOutcome.NotFound() : over;
            }
            SoldOrder order = SoldOrder.lock(sql, row.getOrderId());
            if (order == null || !refunds.hasSomethingLeft(transaction, order)) {
                return new ClaimOutcome.NothingLeft();
            }
            RefundWriter.Done done = refunds.refund(transaction, order, "user:" + decider, row.getReason());
            if (done == null) {
                return transaction.undo(new ClaimOutcome.NothingLeft());
            }
            row.setState(ClaimState.REFUNDED.name());
            row.setDecidedBy(decider);
            row.setDecidedAt(Instants.utc(now));
            row.setDecisionReason(reason);
            row.setTransferId(done.transferId());
            row.setReturnedMinor(done.unwound().priceMinor());
            row.setCoins(
                    Math.addExact(done.unwound().paidCoins(), done.unwound().bonusCoins()));
            row.setProviderState("TO_SEND");
            row.update();
            return new ClaimOutcome.Refunded();
        });
    }

    @Override
    public ClaimOutcome rejectRefund(UUID id, UUID decider, String reason, Instant now) {
        return database.transact(transaction -> {
            RefundRequestRecord row = transaction
                    .sql()
                    .selectFrom(REFUND_REQUEST)
                    .where(REFUND_REQUEST.ID.eq(id))
                    .forUpdate()
                    .fetchOne();
            ClaimOutcome over = over(row == null ? null : row.getState(), ClaimState.REJECTED);
            if (row == null || over != null) {
                return over == null ? new ClaimOutcome.NotFound() : over;
            }
            row.setState(ClaimState.REJECTED.name());
            row.setDecidedBy(decider);
            row.setDecidedAt(Instants.utc(now));
            row.setDecisionReason(reason);
            row.update();
            return new ClaimOutcome.Rejected();
        });
    }

    @Override
    public ClaimOutcome openDispute(UUID id, UUID userId, UUID callId, String reason, DisputeTerms terms, Instant now) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            SessionReceiptRecord receipt = sql.fetchOne(SESSION_RECEIPT, SESSION_RECEIPT.SESSION_ID.eq(callId));
            if (receipt == null || !receipt.getViewerId().equals(userId)) {
                return new ClaimOutcome.NotFound();
            }
            if (receipt.getChargedMinor() == 0) {
                return new ClaimOutcome.NothingLeft();
            }
            if (now.isAfter(receipt.getEndedAt().toInstant().plus(terms.callWindow()))) {
                return new ClaimOutcome.TooLate();
            }
            sql.insertInto(CALL_DISPUTE)
                    .set(CALL_DISPUTE.ID, id)
                    .set(CALL_DISPUTE.SESSION_ID, callId)
                    .set(CALL_DISPUTE.USER_ID, userId)
                    .set(CALL_DISPUTE.PERFORMER_ID, receipt.getPerformerId())
                    .set(CALL_DISPUTE.REASON, reason)
                    .set(CALL_DISPUTE.OPENED_AT, Instants.utc(now))
                    .onConflictDoNothing()
                    .execute();
            CallDisputeRecord kept = sql.fetchSingle(CALL_DISPUTE, CALL_DISPUTE.SESSION_ID.eq(callId));
            return kept.getId().equals(id) && kept.getState().equals(ClaimState.OPEN.name())
                    ? new ClaimOutcome.Open()
                    : new ClaimOutcome.Over(ClaimState.valueOf(kept.getState()));
        });
    }

    @Override
    public @Nullable ComplaintStanding complaint(UUID userId, UUID callId, DisputeTerms terms) {
        return database.transact(transaction -> transaction
                .sql()
                .select()
                .from(SESSION_RECEIPT)
                .leftJoin(CALL_DISPUTE)
                .on(CALL_DISPUTE.SESSION_ID.eq(SESSION_RECEIPT.SESSION_ID))
                .where(SESSION_RECEIPT.SESSION_ID.eq(callId))
                .and(SESSION_RECEIPT.VIEWER_ID.eq(userId))
                .and(SESSION_RECEIPT.CHARGED_MINOR.gt(0L))
                .fetchOne(row -> new ComplaintStanding(
                        row.get(SESSION_RECEIPT.ENDED_AT).toInstant().plus(terms.callWindow()),
                        row.get(CALL_DISPUTE.ID) == null ? null : ClaimPages.dispute(row))));
    }

    @Override
    public @Nullable TakenBack takenBack(UUID performerId, UUID callId) {
        return database.transact(transaction -> ClaimPages.takenBack(transaction.sql(), performerId, callId));
    }

    @Override
    public ClaimOutcome refundCall(
            UUID id, @Nullable Long coins, int performerBearsBasisPoints, UUID decider, String reason, Instant now) {
        return database.transact(transaction -> {
            CallDisputeRecord row = lockDispute(transaction.sql(), id);
            ClaimOutcome over = over(row == null ? null : row.getState(), ClaimState.REFUNDED);
            if (row == null || over != null) {
                return over == null ? new ClaimOutcome.NotFound() : over;
            }
            CallRefundWriter.Done done =
                    callRefunds.refund(transaction, row, coins, performerBearsBasisPoints, "user:" + decider);
            if (done == null) {
                return transaction.undo(new ClaimOutcome.NothingLeft());
            }
            row.setState(ClaimState.REFUNDED.name());
            row.setDecidedBy(decider);
            row.setDecidedAt(Instants.utc(now));
            row.setDecisionReason(reason);
            row.setTransferId(done.transferId());
            row.setCoins(done.coins());
            row.setBorneMinor(done.borneMinor());
            row.update();
            return new ClaimOutcome.Refunded();
        });
    }

    @Override
    public ClaimOutcome rejectDispute(UUID id, UUID decider, String reason, Instant now) {
        return database.transact(transaction -> {
            CallDisputeRecord row = lockDispute(transaction.sql(), id);
            ClaimOutcome over = over(row == null ? null : row.getState(), ClaimState.REJECTED);
            if (row == null || over != null) {
                return over == null ? new ClaimOutcome.NotFound() : over;
            }
            row.setState(ClaimState.REJECTED.name());
            row.setDecidedBy(decider);
            row.setDecidedAt(Instants.utc(now));
            row.setDecisionReason(reason);
            row.update();
            return new ClaimOutcome.Rejected();
        });
    }

    private static @Nullable CallDisputeRecord lockDispute(DSLContext sql, UUID id) {
        return sql.selectFrom(CALL_DISPUTE)
                .where(CALL_DISPUTE.ID.eq(id))
                .forUpdate()
                .fetchOne();
    }

    /** Null while it is open; the same decision once more is the same answer once more. */
    private static @Nullable ClaimOutcome over(@Nullable String state, ClaimState wanted) {
        if (state == null || state.equals(ClaimState.OPEN.name())) {
            return null;
        }
        ClaimState decided = ClaimState.valueOf(state);
        if (decided != wanted) {
            return new ClaimOutcome.Over(decided);
        }
        return decided == ClaimState.REFUNDED ? new ClaimOutcome.Refunded() : new ClaimOutcome.Rejected();
    }

    @Override
    public Page<RefundRequest> refunds(
            @Nullable ClaimState state, @Nullable UUID userId, @Nullable String cursor, int limit) {
        return database.transact(
                transaction -> ClaimPages.refunds(transaction.sql(), state, userId, Cursor.parse(cursor), limit));
    }

    @Override
    public Page<CallDispute> disputes(@Nullable ClaimState state, @Nullable String cursor, int limit) {
        return database.transact(
                transaction -> ClaimPages.disputes(transaction.sql(), state, Cursor.parse(cursor), limit));
    }

    @Override
    public Page<Chargeback> chargebacks(@Nullable String cursor, int limit) {
        return database.transact(transaction -> ClaimPages.chargebacks(transaction.sql(), Cursor.parse(cursor), limit));
    }

    @Override
    public @Nullable String evidenceOfCall(UUID callId) {
        return evidence(EvidenceQueries.CALL, callId);
    }

    @Override
    public @Nullable String evidenceOfOrder(UUID orderId) {
        return evidence(EvidenceQueries.ORDER, orderId);
    }

    private @Nullable String evidence(String query, UUID id) {
        return database.transact(transaction -> {
            var found = transaction.sql().fetchOne(query, id);
            return found == null ? null : found.get(0, String.class);
        });
    }
}
