package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ENGAGEMENT;
import static dev.stagedoor.billing.store.jooq.Tables.GROUP_SHOW;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;

import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.metering.QuotedCall;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.SessionState;
import dev.stagedoor.billing.metering.SessionStore.HoldAttempt;
import dev.stagedoor.billing.pricing.Product;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session inside a transaction: its row, its fence, the performer's engagement, the first hold. Everything that
 * somebody may wait for is written before the accounts are locked, so that those who wait hold no money up.
 */
final class HoldWriter {
    private static final String RUNNING = "RUNNING";
    private static final String GATHERING = "GATHERING";

    private HoldWriter() {}

    static HoldAttempt hold(Transaction transaction, SpendGuard guard, UUID callId, QuotedCall quote, Posting posting) {
        SessionFence fence = Objects.requireNonNull(posting.fence(), "a hold is posted under the fence it founds");
        HoldAttempt refused = open(transaction.sql(), callId, quote, fence);
        if (refused != null) {
            return transaction.undo(refused);
        }
        return switch (transaction.post(posting)) {
            case PostOutcome.Posted _, PostOutcome.Replayed _ -> {
                SpendRefusal refusal = guard.afterSpending(transaction.sql(), quote.viewerId(), quote.minimumMinor());
                yield refusal == null
                        ? new HoldAttempt.Held(quote.minimumMinor())
                        : transaction.undo(new HoldAttempt.Limited(refusal));
            }
            case PostOutcome.InsufficientFunds poor ->
                transaction.undo(new HoldAttempt.InsufficientFunds(poor.viewerAvailable()));
            case PostOutcome.IdempotencyConflict _, PostOutcome.Fenced _ ->
                throw new IllegalStateException("a new session's first hold was refused: " + callId);
        };
    }

    /** Everything but the hold; null if it may be, otherwise the answer, and the transaction is to be undone. */
    static @Nullable HoldAttempt open(DSLContext sql, UUID callId, QuotedCall quote, SessionFence fence) {
        if (insert(sql, callId, quote) == 0) {
            return whyNot(sql, callId, quote);
        }
        sql.insertInto(SESSION_FENCE)
                .set(SESSION_FENCE.SESSION_ID, callId)
                .set(SESSION_FENCE.NODE_ID, fence.nodeId())
                .set(SESSION_FENCE.LEASE_EPOCH, fence.leaseEpoch())
                .execute();
        if (quote.terms().product().isUndivided() && !engage(sql, quote.performerId(), callId)) {
            return new HoldAttempt.Busy();
        }
        UUID showId = quote.showId();
        if (showId != null && !isOpen(sql, quote.terms().product(), showId, quote.performerId())) {
            return new HoldAttempt.ShowOver();
        }
        return null;
    }

    private static int insert(DSLContext sql, UUID callId, QuotedCall quote) {
        return sql.insertInto(METERED_SESSION)
                .set(METERED_SESSION.ID, callId)
                .set(METERED_SESSION.QUOTE_ID, quote.quoteId())
                .set(METERED_SESSION.VIEWER_ID, quote.viewerId())
                .set(METERED_SESSION.PERFORMER_ID, quote.performerId())
                .set(METERED_SESSION.PRODUCT, quote.terms().product().name())
                .set(METERED_SESSION.SHOW_ID, quote.showId())
                .set(METERED_SESSION.KIND, quote.kind().name())
                .set(METERED_SESSION.PLAN_ID, quote.planId())
                .set(METERED_SESSION.RATE_MINOR, quote.rateMinor())
                .set(METERED_SESSION.OTHER_MINOR, quote.otherMinor())
                .set(METERED_SESSION.STATE, SessionState.HELD.name())
                .onConflictDoNothing()
                .execute();
    }

    /** Takes all of a performer; false if something else has them. */
    static boolean engage(DSLContext sql, UUID performerId, UUID subjectId) {
        return sql.insertInto(ENGAGEMENT)
                        .set(ENGAGEMENT.PERFORMER_ID, performerId)
                        .set(ENGAGEMENT.SUBJECT_ID, subjectId)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    static void disengage(DSLContext sql, UUID subjectId) {
        sql.deleteFrom(ENGAGEMENT).where(ENGAGEMENT.SUBJECT_ID.eq(subjectId)).execute();
    }

    /** The show's row is kept from ending until this transaction has, so that its end sees whoever came in. */
    private static boolean isOpen(DSLContext sql, Product product, UUID showId, UUID performerId) {
        @Nullable
        String state = product == Product.GROUP
                ? sql.select(GROUP_SHOW.STATE)
                        .from(GROUP_SHOW)
                        .where(GROUP_SHOW.ID.eq(showId))
                        .and(GROUP_SHOW.PERFORMER_ID.eq(performerId))
                        .forShare()
                        .fetchOne(GROUP_SHOW.STATE)
                : sql.select(METERED_SESSION.STATE)
                        .from(METERED_SESSION)
                        .where(METERED_SESSION.ID.eq(showId))
                        .and(METERED_SESSION.PERFORMER_ID.eq(performerId))
                        .and(METERED_SESSION.PRODUCT.eq(Product.PRIVATE.name()))
                        .forShare()
                        .fetchOne(METERED_SESSION.STATE);
        return SessionState.ACTIVE.name().equals(state) || RUNNING.equals(state) || GATHERING.equals(state);
    }

    /** The insert met the primary key, the quote, or one of the two indexes that keep people out of two calls at once. */
    private static HoldAttempt whyNot(DSLContext sql, UUID callId, QuotedCall quote) {
        SessionSnapshot same = SessionRows.find(sql, callId);
        if (same != null) {
            return new HoldAttempt.Held(same.heldMinor());
        }
        boolean used = sql.fetchExists(METERED_SESSION, METERED_SESSION.QUOTE_ID.eq(quote.quoteId()));
        return used ? new HoldAttempt.QuoteUsed() : new HoldAttempt.Busy();
    }
}
