package dev.stagedoor.signaling.protocol;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything a client can say, without the envelope's {@code id} and {@code type}. */
public sealed interface ClientMessage {
    /** {@code hello}: must come first. */
    record Hello(String token, @Nullable Resume resume) implements ClientMessage {}

    /** The session a client had before its connection broke, and the last {@code seq} it has seen. */
    record Resume(UUID sessionId, long lastSeq) {}

    /** {@code token.renew}: a newer token of the same person. */
    record TokenRenew(String token) implements ClientMessage {}

    /** {@code presence.set}: ONLINE, AWAY or OFFLINE. */
    record PresenceSet(Presence status) implements ClientMessage {}

    /** {@code presence.watch}: tell me of every performer's change from now on. */
    record PresenceWatch() implements ClientMessage {}

    /** {@code call.request}: a viewer calls under a quote. */
    record CallRequest(UUID quoteId) implements ClientMessage {}

    /** {@code booking.join}: one of the two has come to a booked call; it begins when both have. */
    record BookingJoin(UUID bookingId) implements ClientMessage {}

    /** {@code booking.leave}: waits for the other no longer. */
    record BookingLeave(UUID bookingId) implements ClientMessage {}

    /** {@code call.accept}: the performer takes the call. */
    record CallAccept(UUID callId) implements ClientMessage {}

    /** {@code call.decline}: the performer does not. */
    record CallDecline(UUID callId) implements ClientMessage {}

    /** {@code call.cancel}: the viewer gives up before the call is active. */
    record CallCancel(UUID callId) implements ClientMessage {}

    /** {@code call.end}: either side, at any time. */
    record CallEnd(UUID callId) implements ClientMessage {}

    /** {@code switch.request}: one of the two would rather have the other medium; the other side is asked. */
    record SwitchRequest(UUID callId, CallKind kind) implements ClientMessage {}

    /** {@code switch.accept}: the other side agrees, at the price it was told. */
    record SwitchAccept(UUID callId, CallKind kind) implements ClientMessage {}

    /** {@code switch.decline}: the other side does not, or who has asked takes it back. */
    record SwitchDecline(UUID callId, CallKind kind) implements ClientMessage {}

    /** {@code media.offer}: an SDP offer (RFC 8866); the reply carries the answer. */
    record MediaOffer(UUID callId, String sdp) implements ClientMessage {}

    /** {@code media.state}: whether microphone and camera are on. */
    record MediaState(UUID callId, boolean audio, boolean video) implements ClientMessage {}

    /**
     * {@code tip.send}: {@code tipId} is chosen by the client and makes a repeat harmless.
     *
     * @param eventId the show before whose audience it is given
     * @param privateMessage whether the message is for the performer alone
     */
    record TipSend(
            UUID tipId,
            UUID performerId,
            @Nullable UUID callId,
            @Nullable UUID eventId,
            Money amount,
            String message,
            boolean anonymous,
            boolean privateMessage)
            implements ClientMessage {}

    /** {@code chat.send}: a line to the other side of a call. */
    record ChatSend(UUID callId, String text) implements ClientMessage {}
}
