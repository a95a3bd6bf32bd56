package dev.stagedoor.signaling.protocol;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as both sides see it.
 *
 * @param booked whether it was agreed beforehand: its time and price are fixed, and no coins are added to it
 * @param ringUntil when an unanswered call is given up; only while ringing
 * @param activeSince when media first flowed both ways
 * @param outcome only when ended
 */
public record CallView(
        UUID callId,
        CallState state,
        CallKind kind,
        boolean booked,
        Increment increment,
        Money perMinute,
        Party viewer,
        Party performer,
        Instant createdAt,
        @Nullable Instant ringUntil,
        @Nullable Instant activeSince,
        long deliveredMs,
        Money charged,
        @Nullable CallOutcome outcome) {

    /** One side of a call, as the other may see it. */
    public record Party(UUID id, String displayName) {}
}
