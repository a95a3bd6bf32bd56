package dev.stagedoor.signaling.chat;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.CallTerms;
import dev.stagedoor.signaling.protocol.CallState;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where something is given to a performer: in a call of the two, in a show before everybody, or on the performer's page. */
final class Places {
    private final CallService calls;
    private final Audience audience;
    private final Entitlements entitlements;

    Places(CallService calls, Audience audience, Entitlements entitlements) {
        this.calls = calls;
        this.audience = audience;
        this.entitlements = entitlements;
    }

    /**
     * Who sees it besides the two; null if the giver is not in that call or show of this performer. What was given there under this id
     * stays given when the call or the show is over, and then nobody sees it again. Blocks.
     *
     * @param id of what is given
     * @param callId null outside a call
     * @param eventId the show, null outside one
     */
    @Nullable
    Set<UUID> onlookers(UUID id, UUID viewerId, UUID performerId, @Nullable UUID callId, @Nullable UUID eventId) {
        Set<UUID> there = there(viewerId, performerId, callId, eventId);
        return there == null && entitlements.wasGiven(viewerId, id) ? Set.of() : there;
    }

    private @Nullable Set<UUID> there(UUID viewerId, UUID performerId, @Nullable UUID callId, @Nullable UUID eventId) {
        if (callId != null && !isInCall(viewerId, performerId, callId)) {
            return null;
        }
        if (eventId == null) {
            return Set.of();
        }
        Audience.Seats seats = audience.of(eventId);
        if (seats == null || !seats.performerId().equals(performerId)) {
            return null;
        }
        return seats.people().contains(viewerId) ? seats.people() : null;
    }

    private boolean isInCall(UUID viewerId, UUID performerId, UUID callId) {
        CallTerms call =
                calls.termsOf(callId, viewerId, state -> state == CallState.CONNECTING || state == CallState.ACTIVE);
        return call != null
                && call.viewer().id().equals(viewerId)
                && call.performer().id().equals(performerId);
    }
}
