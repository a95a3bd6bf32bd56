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
 * @param kind what it carries now
 * @param booked whether it was agreed beforehand: its time and price are fixed, and no coins are added to it
 * @param perMinute the rate of what it carries now
 * @param otherPerMinute the rate of the other medium, null where the call stays what it is
 * @param switchRequest who would rather have the other medium, while the other side is asked
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
        @Nullable Money otherPerMinute,
        @Nullable SwitchRequest switchRequest,
        Party viewer,
        Party performer,
        Instant createdAt,
        @Nullable Instant ringUntil,
        @Nullable Instant activeSince,
        long deliveredMs,
        Money charged,
        @Nullable CallOutcome outcome) {

    /**
     * What one of the two asks of the other.
     *
     * @param perMinute what it costs from then on
     * @param until when the question is withdrawn
     */
    public record SwitchRequest(UUID fromUserId, CallKind kind, Money perMinute, Instant until) {}

    /** One side of a call, as the other may see it. */
    public record Party(UUID id, String displayName) {}
}
