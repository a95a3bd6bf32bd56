package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_PART;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.metering.Advance;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.SessionState;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * A step of a session to the other medium: its row, the part that begins, then the postings one by one, if there are any. The
 * many steps that only post go as one call instead, see {@link SessionStep}.
 */
final class SwitchStep {
    private SwitchStep() {}

    static Advance.Outcome take(Transaction transaction, Advance advance) {
        if (move(transaction.sql(), advance) == 0) {
            return new Advance.Outcome.Fenced();
        }
        if (advance.part() != null) {
            insertPart(transaction.sql(), advance.to(), advance.part());
        }
        long spendableMinor = advance.postings().isEmpty()
                ? Balances.coins(
                        transaction.sql(),
                        AccountKind.VIEWER_AVAILABLE,
                        advance.from().viewerId())
                : 0;
        for (Posting posting : advance.postings()) {
            switch (transaction.post(posting)) {
                case PostOutcome.Posted posted -> spendableMinor = posted.viewerAvailable();
                case PostOutcome.Replayed replayed -> spendableMinor = replayed.viewerAvailable();
                case PostOutcome.InsufficientFunds poor -> {
                    return transaction.undo(new Advance.Outcome.InsufficientFunds(poor.viewerAvailable()));
                }
                case PostOutcome.IdempotencyConflict _, PostOutcome.Fenced _ -> {
                    return transaction.undo(new Advance.Outcome.Fenced());
                }
            }
        }
        return new Advance.Outcome.Advanced(spendableMinor);
    }

    /** Moves the row on; 0 if it is not where the step begins, or somebody else's. */
    private static int move(DSLContext sql, Advance advance) {
        SessionSnapshot from = advance.from();
        SessionSnapshot to = advance.to();
        // Postings check the fence themselves.
        Condition owned = advance.postings().isEmpty() ? SessionConditions.ownedBy(from) : DSL.noCondition();
        return sql.update(METERED_SESSION)
                .set(METERED_SESSION.BILLABLE_MS, DSL.greatest(METERED_SESSION.BILLABLE_MS, DSL.val(to.billableMs())))
                .set(METERED_SESSION.CAPTURED_MINOR, to.capturedMinor())
                .set(METERED_SESSION.TICK_NO, to.step().tickNo())
                .set(METERED_SESSION.EXTENSION_NO, to.step().extensionNo())
                .set(METERED_SESSION.PART_NO, to.step().partNo())
                .where(METERED_SESSION.ID.eq(from.callId()))
                .and(METERED_SESSION.STATE.eq(SessionState.ACTIVE.name()))
                .and(SessionConditions.isAt(from.step()))
                .and(owned)
                .execute();
    }

    private static void insertPart(DSLContext sql, SessionSnapshot session, Advance.NewPart part) {
        sql.insertInto(SESSION_PART)
                .set(SESSION_PART.SESSION_ID, session.callId())
                .set(SESSION_PART.PART_NO, session.step().partNo())
                .set(SESSION_PART.KIND, part.kind().name())
                .set(SESSION_PART.RATE_MINOR, part.rateMinor())
                .set(SESSION_PART.FROM_MS, part.fromMs())
                .set(SESSION_PART.CHARGED_BEFORE_MINOR, part.chargedBeforeMinor())
                .execute();
    }
}
