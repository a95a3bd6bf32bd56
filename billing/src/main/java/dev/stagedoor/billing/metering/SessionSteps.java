package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.pricing.Charge;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which step a running session takes next: how far its hold is extended, what is captured of it, how it goes on with the
 * other medium, and the postings for that. Asks nobody and remembers nothing; whether a step is taken, the store says.
 *
 * @param ids of new transfers
 */
record SessionSteps(MeteringTerms terms, Supplier<UUID> ids) {
    /**
     * The step that is due, null if none is.
     *
     * @param spendableMinor the viewer's coins outside the hold, in thousandths
     * @param capturedAtMs delivered time of the last capture
     * @param wantedMs delivered time to be paid for now
     */
    @Nullable
    Advance due(SessionSnapshot session, long spendableMinor, long capturedAtMs, long wantedMs) {
        long extension = extensionMinor(session, spendableMinor, wantedMs);
        long heldMinor = session.heldMinor() + extension;
        long paidMs = Math.min(wantedMs, session.charge().affordableMs(heldMinor));
        long uncaptured = session.charge().grossMinor(paidMs) - session.capturedMinor();
        long due = uncaptured > 0 && isTimeToCapture(session, paidMs - capturedAtMs) ? uncaptured : 0;
        if (extension == 0 && due == 0) {
            return null;
        }
        SessionSnapshot next = session.extended(extension);
        return step(session, due > 0 ? next.captured(due, paidMs) : next, null);
    }

    /**
     * The step to the other medium at that much delivered time. A dearer one is held for one rate unit ahead; a cheaper one
     * takes nothing back.
     */
    Advance switched(SessionSnapshot session, long atMs) {
        SessionSnapshot next = session.switched(atMs);
        Charge charge = next.charge();
        long aheadMs = Math.min(session.deal().maximumMs(), atMs + charge.plan().rateUnitMs());
        boolean dearer = charge.rateMinor() > session.charge().rateMinor();
        long extension = dearer ? Math.max(0, charge.grossMinor(aheadMs) - session.heldMinor()) : 0;
        long due = charge.grossMinor(atMs) - session.capturedMinor();
        Advance.NewPart part = new Advance.NewPart(
                next.deal().kind(), charge.rateMinor(), atMs, session.charge().grossMinor(atMs));
        SessionSnapshot extended = next.extended(extension);
        return step(session, due > 0 ? extended.captured(due, atMs) : extended, part);
    }

    /**
     * Coins to add to the hold: two rate units when less than the mark is left, or what the balance pays of that, in whole
     * increments.
     */
    private long extensionMinor(SessionSnapshot session, long spendableMinor, long wantedMs) {
        long fundedMs = session.fundedMs();
        long maximumMs = session.deal().maximumMs();
        if (fundedMs - wantedMs >= terms.extendBelowMs() || fundedMs >= maximumMs) {
            return 0;
        }
        Charge charge = session.charge();
        long targetMs = Math.max(fundedMs, Math.min(wantedMs, maximumMs))
                + 2 * charge.plan().rateUnitMs();
        long longestMs = charge.chargedMs(maximumMs) + charge.plan().freeFirstMs();
        long reachableMs = Math.min(Math.min(targetMs, longestMs), session.affordableMs(spendableMinor));
        return reachableMs <= fundedMs ? 0 : charge.grossMinor(reachableMs) - session.heldMinor();
    }

    private boolean isTimeToCapture(SessionSnapshot session, long sinceLastMs) {
        return session.charge().plan().incrementMs() >= terms.captureEveryMs() || sinceLastMs >= terms.captureEveryMs();
    }

    private Advance step(SessionSnapshot from, SessionSnapshot to, Advance.@Nullable NewPart part) {
        List<Posting> postings = new ArrayList<>();
        long extension = to.heldMinor() - from.heldMinor();
        long due = to.capturedMinor() - from.capturedMinor();
        if (extension > 0) {
            postings.add(extend(from, to.step().extensionNo(), extension));
        }
        if (due > 0) {
            postings.add(capture(from, to.step().tickNo(), due));
        }
        return new Advance(from, to, part, postings);
    }

    private Posting extend(SessionSnapshot session, int number, long coins) {
        IdempotencyKey key = IdempotencyKey.of("session", "hold:" + session.callId() + ":" + number, coins);
        return Posting.of(TransferCode.EXTEND, ids.get(), key, "meter", TransferLines.hold(session.viewerId(), coins))
                .inSession(session.callId())
                .fencedBy(session.fence());
    }

    private Posting capture(SessionSnapshot session, int tick, long coins) {
        Share before = session.split().shareOf(session.capturedMinor());
        Share after = session.split().shareOf(session.capturedMinor() + coins);
        IdempotencyKey key = IdempotencyKey.of("session", "cap:" + session.callId() + ":" + tick, coins);
        return Posting.of(
                        TransferCode.CAPTURE,
                        ids.get(),
                        key,
                        "meter",
                        TransferLines.capture(session.viewerId(), session.payees(), coins, after.minus(before)))
                .inSession(session.callId())
                .fencedBy(session.fence())
                .atTick(tick);
    }
}
