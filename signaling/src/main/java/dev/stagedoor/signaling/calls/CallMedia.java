package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.Direction;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.Negotiation;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.sdp.SdpParser;
import dev.stagedoor.signaling.sdp.SdpWriter;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call's room on the media node: the room has the call's id, its participants have the people's ids. */
final class CallMedia {
    private static final Logger LOG = LoggerFactory.getLogger(CallMedia.class);

    private final CallTerms terms;
    private final Medium medium;
    private final MediaGateway media;
    /** By viewer, the section that shows the other side's picture, or would if the call carried one. */
    private final Map<UUID, String> pictures = new HashMap<>();

    private boolean paused;

    CallMedia(CallTerms terms, Medium medium, MediaGateway media) {
        this.terms = terms;
        this.medium = medium;
        this.media = media;
    }

    /** @return false if the media node failed: then there is no room */
    boolean open() {
        try {
            media.openRoom(terms.callId());
            return true;
        } catch (RuntimeException e) {
            LOG.error("call {}: no room on the media node", terms.callId(), e);
            return false;
        }
    }

    /** Answers an offer and shows its sender what the other side publishes, now or later. */
    Answer answer(UUID userId, String sdp) {
        try {
            return switch (SdpParser.parse(sdp)) {
                case SdpParser.Refused(String reason) -> refused(reason);
                case SdpParser.Parsed(SdpParser.Offer offer) -> answer(userId, offer);
            };
        } catch (RuntimeException e) {
            LOG.error("call {}: the media node failed on an offer", terms.callId(), e);
            return Answer.refused(ErrorCode.INTERNAL, "the media node failed");
        }
    }

    /** Stops or resumes forwarding; repeats cost nothing, and make up for one that failed. */
    void pause(boolean wanted) {
        if (paused == wanted) {
            return;
        }
        try {
            media.pause(terms.callId(), wanted);
            paused = wanted;
        } catch (RuntimeException e) {
            LOG.error("call {}: forwarding could not be switched {}", terms.callId(), wanted ? "off" : "on", e);
        }
    }

    /**
     * Delivers the pictures that are negotiated, or none. Whoever has no section for one yet offers it when the call is to
     * have pictures.
     *
     * @return false if the media node failed: then nothing is certain
     */
    boolean carry(CallKind kind) {
        try {
            pictures.forEach((userId, mid) -> {
                if (kind == CallKind.VIDEO) {
                    subscribe(userId, mid, MediaKind.VIDEO);
                } else {
                    media.unsubscribe(terms.callId(), userId, mid);
                }
            });
            return true;
        } catch (RuntimeException e) {
            LOG.error("call {}: pictures could not be switched to {}", terms.callId(), kind, e);
            return false;
        }
    }

    boolean isPaused() {
        return paused;
    }

    /** Never fails: a call must be able to end whatever the media node does. */
    void close() {
        try {
            media.closeRoom(terms.callId());
        } catch (RuntimeException e) {
            LOG.error("call {}: its room did not close", terms.callId(), e);
        }
    }

    private Answer answer(UUID userId, SdpParser.Offer offer) {
        SessionDescription description = withoutUnpaid(offer.description());
        return switch (media.negotiate(terms.callId(), userId, description)) {
            case Negotiation.Refused(String reason) -> refused(reason);
            case Negotiation.Answered(SessionDescription answer) -> {
                show(userId, description, answer);
                yield new Answer.Done(new Answer.Result.Sdp(SdpWriter.answer(offer, answer)));
            }
        };
    }

    /** Video in an audio call would be delivered at the audio rate: its sections are rejected in their place. */
    private SessionDescription withoutUnpaid(SessionDescription offer) {
        if (medium.kind() == CallKind.VIDEO) {
            return offer;
        }
        return new SessionDescription(
                offer.ice(),
                offer.dtls(),
                offer.sections().stream()
                        .map(section -> section.kind() == MediaKind.VIDEO ? section.asRejected() : section)
                        .toList(),
                offer.candidates());
    }

    /** The first receiving section of each kind shows the other side. */
    private void show(UUID userId, SessionDescription offer, SessionDescription answer) {
        Set<MediaKind> shown = EnumSet.noneOf(MediaKind.class);
        pictures.remove(userId);
        for (int i = 0; i < offer.sections().size() && i < answer.sections().size(); i++) {
            MediaSection section = offer.sections().get(i);
            boolean receives = section.direction() == Direction.SENDRECV || section.direction() == Direction.RECVONLY;
            if (receives && !section.rejected() && !answer.sections().get(i).rejected() && shown.add(section.kind())) {
                subscribe(userId, section.mid(), section.kind());
                if (section.kind() == MediaKind.VIDEO) {
                    pictures.put(userId, section.mid());
                }
            }
        }
    }

    private void subscribe(UUID userId, String mid, MediaKind kind) {
        media.subscribe(terms.callId(), userId, mid, terms.partnerOf(userId).id(), kind);
    }

    private static Answer refused(String reason) {
        return new Answer.Refused(ErrorCode.SDP_REFUSED, reason, "/sdp");
    }
}
