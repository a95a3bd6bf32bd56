package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.pricing.Charge;
import dev.stagedoor.billing.pricing.Increment;
import java.util.UUID;

/**
 * A session as the database has it.
 *
 * @param charge the locked rate under its plan
 * @param split the locked split
 * @param billableMs delivered time that was made durable
 * @param capturedMinor coins captured so far
 * @param heldMinor coins held so far, captured ones included
 * @param tickNo captures so far
 * @param extensionNo extensions of the hold so far
 * @param fence who may post for it
 */
public record SessionSnapshot(
        UUID callId,
        UUID viewerId,
        UUID performerId,
        CallKind kind,
        Increment increment,
        Charge charge,
        SplitTerms split,
        SessionState state,
        long billableMs,
        long capturedMinor,
        long heldMinor,
        int tickNo,
        int extensionNo,
        SessionFence fence) {

    Payees payees() {
        return Payees.independent(performerId, split.payoutAsset());
    }

    /** Delivered time that the hold pays for. */
    long fundedMs() {
        return charge.affordableMs(heldMinor);
    }

    /** The same with the hold at {@code held} after so many more extensions. */
    SessionSnapshot to(long held, int extensions) {
        return new SessionSnapshot(
                callId,
                viewerId,
                performerId,
                kind,
                increment,
                charge,
                split,
                state,
                billableMs,
                capturedMinor,
                held,
                tickNo,
                extensionNo + extensions,
                fence);
    }

    /** The same after one more capture, at that much delivered time. */
    SessionSnapshot captured(long coins, long atMs) {
        return new SessionSnapshot(
                callId,
                viewerId,
                performerId,
                kind,
                increment,
                charge,
                split,
                state,
                Math.max(billableMs, atMs),
                capturedMinor + coins,
                heldMinor,
                tickNo + 1,
                extensionNo,
                fence);
    }
}
