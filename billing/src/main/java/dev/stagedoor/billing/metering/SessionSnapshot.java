package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.pricing.Charge;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as the database has it.
 *
 * @param showId what is looked on at or joined, null for anything else
 * @param billableMs delivered time that was made durable
 * @param capturedMinor coins captured so far
 * @param heldMinor coins held so far, captured ones included
 * @param step how often it has moved on
 * @param fence who may post for it
 */
public record SessionSnapshot(
        UUID callId,
        UUID viewerId,
        UUID performerId,
        @Nullable UUID showId,
        Deal deal,
        SessionState state,
        long billableMs,
        long capturedMinor,
        long heldMinor,
        Step step,
        SessionFence fence) {

    /**
     * Counts what was done; a row that shows other numbers has moved on.
     *
     * @param tickNo captures
     * @param extensionNo extensions of the hold
     * @param partNo switches of the medium
     */
    public record Step(int tickNo, int extensionNo, int partNo) {}

    Charge charge() {
        return deal.charge();
    }

    /** How its coins are shared. */
    public SplitTerms split() {
        return deal.split();
    }

    Payees payees() {
        return split().payeesOf(performerId);
    }

    /** Delivered time that the hold pays for. */
    long fundedMs() {
        return charge().affordableMs(heldMinor);
    }

    /** Delivered time that the hold and that many more coins pay for. */
    long affordableMs(long spendableMinor) {
        return charge().affordableMs(Math.addExact(heldMinor, spendableMinor));
    }

    /** The same with that many more coins held, by one more extension if they are any. */
    SessionSnapshot extended(long coins) {
        Step next = new Step(step.tickNo, step.extensionNo + (coins == 0 ? 0 : 1), step.partNo);
        return with(deal, billableMs, capturedMinor, heldMinor + coins, next);
    }

    /** The same after one more capture, at that much delivered time. */
    SessionSnapshot captured(long coins, long atMs) {
        Step next = new Step(step.tickNo + 1, step.extensionNo, step.partNo);
        return with(deal, Math.max(billableMs, atMs), capturedMinor + coins, heldMinor, next);
    }

    /** The same with the other medium from that much delivered time on. */
    SessionSnapshot switched(long atMs) {
        Step next = new Step(step.tickNo, step.extensionNo, step.partNo + 1);
        return with(deal.switchedAt(atMs), Math.max(billableMs, atMs), capturedMinor, heldMinor, next);
    }

    private SessionSnapshot with(Deal newDeal, long newBillableMs, long newCaptured, long newHeld, Step next) {
        return new SessionSnapshot(
                callId,
                viewerId,
                performerId,
                showId,
                newDeal,
                state,
                newBillableMs,
                newCaptured,
                newHeld,
                next,
                fence);
    }
}
