package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import dev.stagedoor.signaling.MediaGateway.Negotiation;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.sdp.IceFragment;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import org.jspecify.annotations.Nullable;

/**
 * What clients send of ICE while a session runs (RFC 8840): new credentials restart it, and media flows on the old path until
 * the new one works.
 */
final class IceRestarts {
    private final MediaGateway media;
    private final SessionBook book;
    private final CountedRefusals refusals;
    private final EndedSessions ended;

    IceRestarts(MediaGateway media, SessionBook book, CountedRefusals refusals, EndedSessions ended) {
        this.media = media;
        this.book = book;
        this.refusals = refusals;
        this.ended = ended;
    }

    /**
     * Takes a fragment. One that only trickles is noted also without the header, which players forget: nothing comes of it.
     *
     * @param ifMatch the header's value, null if there is none
     */
    Patched take(LiveSession session, @Nullable String ifMatch, String fragment) {
        return switch (IceFragment.parse(fragment)) {
            case IceFragment.Outcome.Refused(String reason) -> refusals.patch(Refusal.FRAGMENT_MALFORMED, reason);
            case IceFragment.Outcome.Read(IceParameters ice) -> {
                session.lock().lock();
                try {
                    yield take(session, ifMatch, ice);
                } finally {
                    session.lock().unlock();
                }
            }
        };
    }

    private Patched take(LiveSession session, @Nullable String ifMatch, @Nullable IceParameters ice) {
        // It may have ended while this waited, and the media node would take a fragment's credentials for somebody new.
        if (!book.has(session)) {
            return refusals.patch(ended.whyGone(session.id()));
        }
        if (ifMatch != null && !EntityTags.match(ifMatch, session.entityTag())) {
            return refusals.patch(Refusal.PRECONDITION_FAILED);
        }
        Offer before = session.offer();
        if (ice == null || ice.equals(before.description().ice())) {
            return new Patched.Noted();
        }
        if (ifMatch == null) {
            return refusals.patch(Refusal.PRECONDITION_REQUIRED);
        }
        SessionDescription description = before.description();
        Offer next = before.with(
                new SessionDescription(ice, description.dtls(), description.sections(), description.candidates()));
        LiveRoom room = session.room();
        return switch (media.negotiate(room.roomId(), session.participantId(), next.description())) {
            case Negotiation.Refused(String reason) -> refusals.patch(Refusal.OFFER_REFUSED, reason);
            case Negotiation.Answered(SessionDescription answer) -> {
                session.restarted(next, book.newEntityTag());
                yield new Patched.Restarted(session.entityTag(), IceFragment.write(next, answer));
            }
        };
    }
}
