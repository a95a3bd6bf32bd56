package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.Negotiation;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.ShowDesk;
import dev.stagedoor.signaling.ShowDesk.Event;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.sdp.IceFragment;
import dev.stagedoor.signaling.sdp.SdpParser;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import dev.stagedoor.signaling.sdp.SdpWriter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WHIP and WHEP sessions on the media node. A viewer may come before the publisher and stays when the publisher changes;
 * media begins at a key frame whenever there is something to see. A session whose client never connects or falls silent
 * is ended by the media node's news of it.
 */
public final class LiveSessions implements MediaGateway.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSessions.class);

    private final MediaGateway media;
    private final Executor executor;
    private final RoomRules rules;
    private final SessionBook book;
    private final ShowClocks clocks;
    private final RefusalCounters refusals = new RefusalCounters();
    private volatile boolean refusesNew;

    /** @param executor for what blocks on the media node after its news; a virtual thread each */
    public LiveSessions(MediaGateway media, WhipSettings settings, ShowDesk shows, Executor executor) {
        this.media = media;
        this.executor = executor;
        rules = new RoomRules(settings.testRoom(), shows);
        book = new SessionBook(settings);
        clocks = new ShowClocks(shows, executor, settings.reportShowEvery(), show -> review(show.toString()));
    }

    /** Lets nobody new in from now on; who is in stays. */
    public void refuseNew() {
        refusesNew = true;
    }

    /** Whether nobody is asked for a token in this room. */
    public boolean isOpen(String room) {
        return rules.isOpen(room);
    }

    /**
     * Answers an offer to publish into or to watch a room.
     *
     * @param caller null if no token was shown
     */
    public Joined join(String room, Side side, @Nullable AccessToken caller, String sdp) {
        if (refusesNew) {
            return refused(Refusal.STOPPING, Sentences.of(Refusal.STOPPING));
        }
        return switch (rules.door(room, side, caller)) {
            case RoomRules.Door.Closed(Refusal why) -> refused(why, Sentences.of(why));
            case RoomRules.Door.Open(Event show) ->
                switch (SdpParser.parse(sdp)) {
                    case SdpParser.Refused(String reason) -> refused(Refusal.OFFER_REFUSED, reason);
                    case SdpParser.Parsed(Offer offer) ->
                        switch (OfferShape.of(offer, side)) {
                            case OfferShape.Outcome.Unfit(String reason) -> refused(Refusal.OFFER_REFUSED, reason);
                            case OfferShape.Outcome.Fit(Offer fit) -> enter(room, side, caller, fit, show);
                        };
                };
        };
    }

    private Joined enter(String room, Side side, @Nullable AccessToken caller, Offer offer, @Nullable Event show) {
        return switch (book.enter(room, side, caller, offer)) {
            case SessionBook.Claim.Refused(Refusal why) -> refused(why, Sentences.of(why));
            case SessionBook.Claim.Taken(LiveSession session) -> {
                if (show != null) {
                    clocks.open(session.room(), show);
                }
                Joined outcome = begin(session);
                if (show != null && outcome instanceof Joined.Accepted) {
                    endOthersOf(session);
                }
                yield outcome;
            }
        };
    }

    /** A ticket is for one person, who watches on one device: the one that came last. */
    private void endOthersOf(LiveSession session) {
        AccessToken caller = session.caller();
        for (LiveSession other : book.in(session.room().name())) {
            AccessToken holder = other.caller();
            if (other != session
                    && other.side() == session.side()
                    && holder != null
                    && caller != null
                    && holder.userId().equals(caller.userId())) {
                var _ = end(other);
            }
        }
    }

    /** A show was called off, or a ticket was given back: ends the sessions of those who may not be there any more. */
    public void review(String room) {
        for (LiveSession session : book.in(room)) {
            if (rules.door(room, session.side(), session.caller()) instanceof RoomRules.Door.Closed) {
                var _ = end(session);
            }
        }
    }

    /** The seat is kept only by whoever is answered. */
    private Joined begin(LiveSession session) {
        session.lock().lock();
        try {
            Joined outcome = negotiate(session);
            if (outcome instanceof Joined.Refused) {
                var _ = end(session);
            }
            return outcome;
        } catch (RuntimeException e) {
            var _ = end(session);
            throw e;
        } finally {
            session.lock().unlock();
        }
    }

    private Joined negotiate(LiveSession session) {
        LiveRoom room = session.room();
        Offer offer = session.offer();
        media.openRoom(room.roomId());
        return switch (media.negotiate(room.roomId(), session.participantId(), offer.description())) {
            case Negotiation.Refused(String reason) -> refused(Refusal.OFFER_REFUSED, reason);
            case Negotiation.Answered(SessionDescription answer) -> {
                String left = leftOut(offer.description(), answer);
                if (left != null) {
                    yield refused(Refusal.OFFER_REFUSED, left);
                }
                if (session.side() == Side.VIEWER) {
                    show(session, answer);
                }
                yield new Joined.Accepted(session.id(), session.entityTag(), SdpWriter.answer(offer, answer));
            }
        };
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
        for (MediaSection section : answer.sections()) {
            if (!section.rejected()) {
                media.subscribe(
                        room.roomId(), viewer.participantId(), section.mid(), room.publisherId(), section.kind());
            }
        }
    }

    /**
     * Takes a trickle ICE fragment (RFC 8840): new credentials restart ICE, anything else is noted.
     *
     * @param ifMatch the header's value, null if there is none
     */
    public Patched patch(String room, Side side, String sessionId, @Nullable String ifMatch, String fragment) {
        LiveSession session = book.find(room, side, sessionId);
        if (session == null) {
            return unpatched(Refusal.SESSION_NOT_FOUND);
        }
        if (ifMatch == null) {
            return unpatched(Refusal.PRECONDITION_REQUIRED);
        }
        return switch (IceFragment.parse(fragment)) {
            case IceFragment.Outcome.Refused(String reason) -> unpatched(Refusal.FRAGMENT_MALFORMED, reason);
            case IceFragment.Outcome.Read(IceParameters ice) -> {
                session.lock().lock();
                try {
                    yield patch(session, ifMatch, ice);
                } finally {
                    session.lock().unlock();
                }
            }
        };
    }

    private Patched patch(LiveSession session, String ifMatch, @Nullable IceParameters ice) {
        if (!EntityTags.match(ifMatch, session.entityTag())) {
            return unpatched(Refusal.PRECONDITION_FAILED);
        }
        Offer before = session.offer();
        if (ice == null || ice.equals(before.description().ice())) {
            return new Patched.Noted();
        }
        SessionDescription description = before.description();
        Offer next = new Offer(
                new SessionDescription(ice, description.dtls(), description.sections(), description.candidates()),
                before.slots(),
                before.origin());
        LiveRoom room = session.room();
        return switch (media.negotiate(room.roomId(), session.participantId(), next.description())) {
            case Negotiation.Refused(String reason) -> unpatched(Refusal.OFFER_REFUSED, reason);
            case Negotiation.Answered(SessionDescription answer) -> {
                session.restarted(next, book.newEntityTag());
                yield new Patched.Restarted(session.entityTag(), IceFragment.write(next, answer));
            }
        };
    }

    /** Ends a session; false if there is none. */
    public boolean end(String room, Side side, String sessionId) {
        LiveSession session = book.find(room, side, sessionId);
        if (session == null || !end(session)) {
            refusals.count(Refusal.SESSION_NOT_FOUND);
            return false;
        }
        return true;
    }

    /** Whether it was still there. The media node forgets it, and its room with the last. */
    private boolean end(LiveSession session) {
        session.lock().lock();
        try {
            if (!book.has(session)) {
                return false;
            }
            LiveRoom room = session.room();
            if (session.side() == Side.PUBLISHER) {
                // Before the seat is free: the next publisher has the same id on the media node.
                media.leave(room.roomId(), session.participantId());
                clocks.flush(room.roomId());
            }
            book.leave(session);
            if (book.isEmpty(room)) {
                media.closeRoom(room.roomId());
                clocks.close(room.roomId());
            } else if (session.side() == Side.VIEWER) {
                media.forget(room.roomId(), session.participantId());
            }
            return true;
        } finally {
            session.lock().unlock();
        }
    }

    /** Takes no more sessions and ends those there are. */
    public void stop() {
        for (LiveSession session : book.close()) {
            try {
                var _ = end(session);
            } catch (RuntimeException e) {
                LOG.warn("a session in room {} did not end", session.room().name(), e);
            }
        }
    }

    /** The rooms in which somebody is. */
    public List<OpenLiveRoom> rooms() {
        return book.rooms();
    }

    /** For operators and tests. */
    public WhipStatistics statistics() {
        return new WhipStatistics(book.size(), refusals.snapshot());
    }

    @Override
    public void connected(UUID roomId, UUID participantId) {}

    @Override
    public void disconnected(UUID roomId, UUID participantId, String reason) {
        LiveSession session = book.ofParticipant(participantId);
        if (session != null) {
            executor.execute(() -> end(session));
        }
    }

    @Override
    public void usage(RoomUsage usage) {
        clocks.onUsage(usage);
    }

    private Joined refused(Refusal why, String detail) {
        refusals.count(why);
        return new Joined.Refused(why, detail);
    }

    private Patched unpatched(Refusal why) {
        return unpatched(why, Sentences.of(why));
    }

    private Patched unpatched(Refusal why, String detail) {
        refusals.count(why);
        return new Patched.Refused(why, detail);
    }
}
