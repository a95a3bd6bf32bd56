package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.Negotiation;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import dev.stagedoor.signaling.sdp.SdpWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a session to the media node: its offer is answered, and who watches is shown what is published in the room. And takes
 * it from there.
 */
final class Negotiator {
    private static final Logger LOG = LoggerFactory.getLogger(Negotiator.class);

    private final MediaGateway media;

    Negotiator(MediaGateway media) {
        this.media = media;
    }

    /** Blocks. Whoever is refused is to be taken from the media node. */
    Joined join(LiveSession session) {
        LiveRoom room = session.room();
        media.openRoom(room.roomId());
        if (session.side() == Side.PUBLISHER) {
            // A link may have brought the publisher until now, under this id. Once it has left, no news of it comes.
            media.leave(room.roomId(), session.participantId());
        }
        session.entersMediaNode();
        if (session.hops() > 0) {
            session.cutTo(OfferShape.ofSizes(session.offer(), media.sizes(room.roomId(), room.publisherId())));
        }
        Offer offer = session.offer();
        return switch (media.negotiate(room.roomId(), session.participantId(), offer.description())) {
            case Negotiation.Refused(String reason) -> new Joined.Refused(Refusal.OFFER_REFUSED, reason);
            case Negotiation.Answered(SessionDescription answer) -> {
                String left = leftOut(offer.description(), answer);
                if (left != null) {
                    yield new Joined.Refused(Refusal.OFFER_REFUSED, left);
                }
                if (session.side() == Side.VIEWER) {
                    show(session, answer);
                }
                yield new Joined.Accepted(session.id(), session.entityTag(), SdpWriter.answer(offer, answer));
            }
        };
    }

    /** Ends its transport; what is subscribed waits for the next of that id. Blocks. */
    void leave(LiveSession session) {
        end(session.room(), () -> media.leave(session.room().roomId(), session.participantId()));
    }

    /** The same for one that does not come back. Blocks. */
    void forget(LiveSession session) {
        end(session.room(), () -> media.forget(session.room().roomId(), session.participantId()));
    }

    /** Ends whatever is left of a room. Blocks. */
    void close(LiveRoom room) {
        end(room, () -> media.closeRoom(room.roomId()));
    }

    /** What has ended here has ended, and its seat is free: a media node that answers too late does it all the same. */
    private static void end(LiveRoom room, Runnable request) {
        try {
            request.run();
        } catch (RuntimeException e) {
            LOG.warn("the media node does not confirm what ends in room {}", room.name(), e);
        }
    }

    /** There are no partly successful answers (RFC 9725 section 4.4.3): what is offered is taken, or nothing is. */
    private static @Nullable String leftOut(SessionDescription offer, SessionDescription answer) {
        for (int i = 0; i < offer.sections().size(); i++) {
            MediaSection offered = offer.sections().get(i);
            if (!offered.rejected() && answer.sections().get(i).rejected()) {
                return "section " + offered.mid() + " offers no codec that is forwarded here";
            }
        }
        return null;
    }

    private void show(LiveSession viewer, SessionDescription answer) {
        LiveRoom room = viewer.room();
        boolean eachSize =
                answer.sections().stream().filter(Negotiator::isPicture).count() > 1;
        int size = 0;
        for (MediaSection section : answer.sections()) {
            if (eachSize && isPicture(section)) {
                media.subscribeSize(room.roomId(), viewer.participantId(), section.mid(), room.publisherId(), size);
                size++;
            } else if (!section.rejected()) {
                media.subscribe(
                        room.roomId(), viewer.participantId(), section.mid(), room.publisherId(), section.kind());
            }
        }
    }

    private static boolean isPicture(MediaSection section) {
        return section.kind() == MediaKind.VIDEO && !section.rejected();
    }
}
