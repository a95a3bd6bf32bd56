package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of calls for support, disputes and history: who, when, how it ended, what was delivered to each side, never
 * content. Methods may block; each is idempotent.
 */
public interface CallLog {
    /** A call rings. */
    void opened(CallTerms terms);

    /** A call has moved on. Nothing moves once it has ended. */
    void moved(UUID callId, CallState state, @Nullable Instant activeSince);

    /** A call is over. The first ending stays. */
    void ended(UUID callId, Ending ending);

    /** When the n-th newest call that this viewer let ring began, counted from 1; null if there were fewer. Booked ones do not count. */
    @Nullable
    Instant nthNewest(UUID viewerId, int n);

    /** Calls without an ending: after a crash, those that were running. */
    List<UUID> open();

    /** @param legs what was delivered to each side, empty if the node that knew is gone */
    record Ending(
            CallOutcome outcome,
            EndReason reason,
            Instant endedAt,
            long deliveredMs,
            Money charged,
            List<LegUsage> legs) {}
}
