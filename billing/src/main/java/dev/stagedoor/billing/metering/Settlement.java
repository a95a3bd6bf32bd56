package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The end of a session: what it came to, and the postings that square what was captured and held with that.
 *
 * @param chargedMinor coins for the delivered time, never more than was held
 */
public record Settlement(
        SessionSnapshot session,
        SessionState endState,
        EndReason reason,
        long deliveredMs,
        long chargedMs,
        long chargedMinor,
        boolean fault,
        List<Posting> postings) {
    public Settlement {
        postings = List.copyOf(postings);
    }

    /** The end in good order, at that much delivered time. */
    static Settlement ordinary(SessionSnapshot session, long deliveredMs, EndReason reason, Supplier<UUID> ids) {
        boolean ran = session.state() == SessionState.ACTIVE;
        long paidMs = ran ? Math.min(deliveredMs, session.fundedMs()) : 0;
        return of(
                session,
                reason,
                false,
                new Bill(
                        paidMs,
                        session.charge().chargedMs(paidMs),
                        session.charge().grossMinor(paidMs)),
                ids);
    }

    /**
     * The end after the node was lost: time is what was last made durable, but no more than the hold pays for, rounded down, and
     * what was captured beyond it goes back. Durable may be more: the node did not know of its last switch to a dearer medium, or
     * the hold is that of an older copy of the database.
     */
    static Settlement afterFault(SessionSnapshot session, long freeBelowMs, Supplier<UUID> ids) {
        boolean ran = session.state() == SessionState.ACTIVE;
        long deliveredMs = ran ? Math.min(session.billableMs(), session.fundedMs()) : 0;
        return of(
                session,
                EndReason.NODE_LOST,
                true,
                new Bill(
                        deliveredMs,
                        session.charge().faultChargedMs(deliveredMs, freeBelowMs),
                        session.charge().faultGrossMinor(deliveredMs, freeBelowMs)),
                ids);
    }

    private record Bill(long deliveredMs, long chargedMs, long chargedMinor) {}

    private static Settlement of(
            SessionSnapshot session, EndReason reason, boolean fault, Bill bill, Supplier<UUID> ids) {
        long due = bill.chargedMinor - session.capturedMinor();
        long used = session.capturedMinor() + Math.max(due, 0);
        Share before = session.split().shareOf(session.capturedMinor());
        Share after = session.split().shareOf(bill.chargedMinor);

        List<Posting> postings = new ArrayList<>();
        if (due > 0) {
            postings.add(posting(
                            session,
                            TransferCode.CAPTURE,
                            due,
                            ids,
                            TransferLines.capture(session.viewerId(), session.payees(), due, after.minus(before)))
                    .atTick(session.step().tickNo() + 1));
        } else if (due < 0) {
            postings.add(posting(
                            session,
                            TransferCode.CALL_REFUND,
                            -due,
                            ids,
                            TransferLines.callRefund(session.viewerId(), session.payees(), -due, before.minus(after)))
                    .noting("captured but not delivered"));
        }
        if (session.heldMinor() > used) {
            long rest = session.heldMinor() - used;
            postings.add(
                    posting(session, TransferCode.RELEASE, rest, ids, TransferLines.release(session.viewerId(), rest)));
        }
        return new Settlement(
                session,
                session.state().endedBy(reason),
                reason,
                bill.deliveredMs,
                bill.chargedMs,
                bill.chargedMinor,
                fault,
                postings);
    }

    private static Posting posting(
            SessionSnapshot session, TransferCode code, long coins, Supplier<UUID> ids, List<Line> lines) {
        IdempotencyKey key = IdempotencyKey.of("session", "end:" + session.callId() + ":" + code, coins);
        return Posting.of(code, ids.get(), key, "meter", lines)
                .inSession(session.callId())
                .fencedBy(session.fence());
    }

    /** How a settlement ended. */
    public sealed interface Outcome {
        /** This caller settled it. */
        record Settled(Receipt receipt) implements Outcome {}

        /** Somebody else had, or somebody else owns the session now. */
        record NotMine() implements Outcome {}
    }
}
