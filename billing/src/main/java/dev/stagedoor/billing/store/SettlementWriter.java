package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;
import static dev.stagedoor.billing.store.jooq.Tables.TIP;

import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.Settlement;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;

/** Ends a session inside a transaction: the row decides who wins, then postings, then the receipt. */
final class SettlementWriter {
    Settlement.Outcome write(Transaction transaction, Settlement settlement) {
        DSLContext sql = transaction.sql();
        SessionSnapshot session = settlement.session();
        int ended = sql.update(METERED_SESSION)
                .set(METERED_SESSION.STATE, settlement.endState().name())
                .set(
                        METERED_SESSION.BILLABLE_MS,
                        DSL.greatest(METERED_SESSION.BILLABLE_MS, DSL.val(settlement.deliveredMs())))
                .set(METERED_SESSION.CAPTURED_MINOR, settlement.chargedMinor())
                .set(METERED_SESSION.END_REASON, settlement.reason().name())
                .set(METERED_SESSION.FAULT, settlement.fault())
                .set(METERED_SESSION.ENDED_AT, Instants.clockTimestamp())
                .where(METERED_SESSION.ID.eq(session.callId()))
                .and(METERED_SESSION.STATE.in(SessionConditions.OPEN))
                .and(SessionConditions.isAt(session.step()))
                .and(SessionConditions.ownedBy(session))
                .execute();
        if (ended == 0) {
            return new Settlement.Outcome.NotMine();
        }
        for (Posting posting : settlement.postings()) {
            switch (transaction.post(posting)) {
                case PostOutcome.Posted _, PostOutcome.Replayed _ -> {}
                case PostOutcome.Fenced _ -> {
                    return transaction.undo(new Settlement.Outcome.NotMine());
                }
                case PostOutcome.InsufficientFunds refused ->
                    throw new IllegalStateException("held coins are missing at settlement: " + refused);
                case PostOutcome.IdempotencyConflict refused ->
                    throw new IllegalStateException("settled before with another result: " + refused);
            }
        }
        HoldWriter.disengage(sql, session.callId());
        writeReceipt(sql, settlement);
        return new Settlement.Outcome.Settled(Objects.requireNonNull(SessionRows.receipt(sql, session.callId())));
    }

    private static void writeReceipt(DSLContext sql, Settlement settlement) {
        SessionSnapshot session = settlement.session();
        Record2<Long, Long> tips = sql.select(
                        DSL.coalesce(DSL.sum(TIP.AMOUNT), 0).cast(Long.class),
                        DSL.coalesce(DSL.sum(TIP.EARNED_MINOR), 0).cast(Long.class))
                .from(TIP)
                .where(TIP.SESSION_ID.eq(session.callId()))
                .fetchSingle();
        long earnedMinor = session.split().shareOf(settlement.chargedMinor()).performerMinor() + tips.value2();
        sql.insertInto(SESSION_RECEIPT)
                .columns(
                        SESSION_RECEIPT.SESSION_ID,
                        SESSION_RECEIPT.VIEWER_ID,
                        SESSION_RECEIPT.PERFORMER_ID,
                        SESSION_RECEIPT.DELIVERED_MS,
                        SESSION_RECEIPT.CHARGED_MS,
                        SESSION_RECEIPT.CHARGED_MINOR,
                        SESSION_RECEIPT.TIPS_MINOR,
                        SESSION_RECEIPT.EARNED_MINOR,
                        SESSION_RECEIPT.EARNED_ASSET,
                        SESSION_RECEIPT.REASON,
                        SESSION_RECEIPT.FAULT,
                        SESSION_RECEIPT.STARTED_AT,
                        SESSION_RECEIPT.ENDED_AT)
                .select(sql.select(
                                METERED_SESSION.ID,
                                METERED_SESSION.VIEWER_ID,
                                METERED_SESSION.PERFORMER_ID,
                                DSL.val(settlement.deliveredMs()),
                                DSL.val(settlement.chargedMs()),
                                DSL.val(settlement.chargedMinor()),
                                DSL.val(tips.value1()),
                                DSL.val(earnedMinor),
                                DSL.val(session.split().payoutAsset().name()),
                                DSL.val(settlement.reason().name()),
                                DSL.val(settlement.fault()),
                                METERED_SESSION.STARTED_AT,
                                METERED_SESSION.ENDED_AT)
                        .from(METERED_SESSION)
                        .where(METERED_SESSION.ID.eq(session.callId())))
                .execute();
    }
}
