package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.people.Rating;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView.Party;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as it stands in the history.
 *
 * @param outcome null while it has not ended
 * @param deliveredMs 0 while it has not ended
 * @param rating null if the viewer gave none
 */
public record PastCall(
        UUID callId,
        CallState state,
        @Nullable CallOutcome outcome,
        CallKind kind,
        Increment increment,
        Money perMinute,
        Party viewer,
        Party performer,
        Instant createdAt,
        @Nullable Instant activeSince,
        @Nullable Instant endedAt,
        long deliveredMs,
        Money charged,
        @Nullable Rating rating) {}
