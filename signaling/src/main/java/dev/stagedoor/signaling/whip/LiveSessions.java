package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.ShowDesk;
import dev.stagedoor.signaling.ShowDesk.Event;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.sdp.SdpParser;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
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
    private final Relays relays;
    private final Negotiator negotiator;
    private final CountedRefusals refusals = new CountedRefusals();
    private final IceRestarts restarts;
    private final LayerSelections layers;
    private final EndedSessions ended = new EndedSessions();
    private volatile boolean refusesNew;

    /** @param links how the servers are asked that {@code nodes} names */
    public LiveSessions(
            MediaGateway media,
            WhipSettings settings,
            ShowDesk shows,
            NodeSettings nodes,
            NodeLinks links,
            Outside outside) {
        this.media = media;
        this.executor = outside.executor();
        negotiator = new Negotiator(media);
        rules = new RoomRules(settings.testRoom(), shows);
        book = new SessionBook(settings);
        restarts = new IceRestarts(media, book, refusals, ended);
        layers = new LayerSelections(media, book, ended);
        clocks = new ShowClocks(shows, executor, settings.reportShowEvery(), show -> review(show.toString()));
        relays = new Relays(media, links, nodes, outside, book::hops, this::sendServersAway);
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
            return refusals.join(Refusal.STOPPING);
        }
        return switch (rules.door(room, side, caller)) {
            case RoomRules.Door.Closed(Refusal why) -> refusals.join(why);
            case RoomRules.Door.Open(Event show) -> take(room, side, caller, 0, show, sdp);
        };
    }

    /**
     * Answers another server that wants what is published in a room, for people who are {@code hops} links away from here:
     * only where nobody is asked who they are.
     */
    public Joined joinNode(String room, int hops, String sdp) {
        Refusal refusal = refusesNew ? Refusal.STOPPING : rules.refusalToServers(room);
        if (refusal == null) {
            refusal = relays.refusal(book.room(room), hops);
        }
        return refusal == null ? take(room, Side.VIEWER, null, hops, null, sdp) : refusals.join(refusal);
    }

    /** How many links a room's publisher is away from here. */
    public int depth(String room) {
        return relays.depth(book.room(room));
    }

    private Joined take(
            String room, Side side, @Nullable AccessToken caller, int hops, @Nullable Event show, String sdp) {
        return switch (SdpParser.parse(sdp)) {
            case SdpParser.Refused(String reason) -> refusals.join(Refusal.OFFER_REFUSED, reason);
            case SdpParser.Parsed(Offer offer) ->
                switch (OfferShape.of(offer, side, hops > 0)) {
                    case OfferShape.Outcome.Unfit(String reason) -> refusals.join(Refusal.OFFER_REFUSED, reason);
                    case OfferShape.Outcome.Fit(Offer fit) -> enter(room, side, caller, hops, show, fit);
                };
        };
    }

    private Joined enter(
            String room, Side side, @Nullable AccessToken caller, int hops, @Nullable Event show, Offer offer) {
        return switch (book.enter(room, side, caller, hops, offer)) {
            case SessionBook.Claim.Refused(Refusal why) -> refusals.join(why);
            case SessionBook.Claim.Taken(LiveSession session) -> {
                Joined outcome = begin(session, show);
                if (show != null && outcome instanceof Joined.Accepted) {
                    endOthersOf(session);
                }
                yield outcome;
            }
        };
    }

    /** A ticket is for one person, who watches on one device: the one that came last, also of two at the same moment. */
    private void endOthersOf(LiveSession session) {
        AccessToken caller = session.caller();
        for (LiveSession other : book.before(session)) {
            AccessToken holder = other.caller();
            if (other.side() == session.side()
                    && holder != null
                    && caller != null
                    && holder.userId().equals(caller.userId())) {
                ended.noteReplaced(other);
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

    /** The seat is kept only by whoever is answered. Takes a session that is locked, and unlocks it. */
    private Joined begin(LiveSession session, @Nullable Event show) {
        try {
            if (show != null) {
                clocks.open(session.room(), show);
            }
            if (session.side() == Side.PUBLISHER) {
                // Before it is negotiated: on the media node both have the same id.
                relays.end(session.room());
            }
            Refusal missing = missing(session);
            Joined outcome = missing == null ? refusals.counted(negotiator.join(session)) : refusals.join(missing);
            if (outcome instanceof Joined.Refused) {
                var _ = end(session);
            } else if (session.side() == Side.VIEWER && session.hops() == 0) {
                pull(session.room());
            }
            return outcome;
        } catch (RuntimeException e) {
            var _ = end(session);
            throw e;
        } finally {
            session.lock().unlock();
        }
    }

    /** Why there is nothing to wait for: another server looks elsewhere, and what is sold is watched where it is given. */
    private @Nullable Refusal missing(LiveSession session) {
        LiveRoom room = session.room();
        if (session.hops() > 0) {
            media.openRoom(room.roomId());
            return relays.bring(room, session.hops());
        }
        boolean elsewhere = session.side() == Side.VIEWER && !room.hasPublisher() && relays.areThere();
        return elsewhere && rules.refusalToServers(room.name()) != null ? Refusal.NOT_PUBLISHED : null;
    }

    /** Brings what is published elsewhere, if it may be. */
    private void pull(LiveRoom room) {
        if (rules.refusalToServers(room.name()) == null) {
            relays.onViewer(room);
        }
    }

    /** The publisher has gone, and people or servers still watch. */
    private void lookElsewhere(LiveRoom room) {
        sendServersAway(room);
        if (!book.hasNoViewers(room)) {
            pull(room);
        }
        // Whoever was the last may have gone in between.
        if (book.hasNoViewers(room)) {
            relays.end(room);
        }
    }

    /** There is nothing to see any more: other servers ask around again, here as well. */
    private void sendServersAway(LiveRoom room) {
        for (LiveSession session : book.in(room.name())) {
            if (session.room() == room && session.hops() > 0) {
                var _ = end(session);
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
        return session == null ? refusals.patch(ended.whyGone(sessionId)) : restarts.take(session, ifMatch, fragment);
    }

    /** Sends a viewer from now on what it wants of the sizes that are published; null, or why not. */
    public @Nullable Refusal select(String room, String sessionId, LayerSelection selection) {
        LiveSession session = book.find(room, Side.VIEWER, sessionId);
        return counted(session == null ? ended.whyGone(sessionId) : layers.take(session, selection));
    }

    /** Ends a session; null if it is over now or just was, or why there is none. */
    public @Nullable Refusal end(String room, Side side, String sessionId) {
        LiveSession session = book.find(room, side, sessionId);
        return counted(session == null || !end(session) ? ended.whyNotEnded(sessionId) : null);
    }

    private @Nullable Refusal counted(@Nullable Refusal refusal) {
        if (refusal != null) {
            refusals.count(refusal);
        }
        return refusal;
    }

    /** Whether it was still there. The media node forgets it, and its room with the last. */
    private boolean end(LiveSession session) {
        session.lock().lock();
        try {
            if (!book.has(session)) {
                return false;
            }
            ended.noteOver(session);
            LiveRoom room = session.room();
            if (session.side() == Side.PUBLISHER) {
                // Before the seat is free: the next publisher has the same id on the media node.
                negotiator.leave(session);
                clocks.flush(room.roomId());
            }
            // A server that leaves has waited itself.
            boolean person = session.side() == Side.VIEWER && session.hops() == 0;
            int lingers = book.leave(session, person && relays.lingers(room));
            if (lingers > 0) {
                relays.afterLinger(() -> release(room, lingers));
            } else if (book.hasNoViewers(room)) {
                relays.end(room);
            } else if (session.side() == Side.PUBLISHER) {
                executor.execute(() -> lookElsewhere(room));
            }
            if (book.isEmpty(room)) {
                close(room);
            } else if (session.side() == Side.VIEWER) {
                negotiator.forget(session);
            }
            return true;
        } finally {
            session.lock().unlock();
        }
    }

    /** Nobody has come back in time. */
    private void release(LiveRoom room, int time) {
        if (book.release(room, time)) {
            relays.end(room);
            if (book.isEmpty(room)) {
                close(room);
            }
        }
    }

    private void close(LiveRoom room) {
        negotiator.close(room);
        clocks.close(room.roomId());
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
        book.lingering().forEach(this::release);
    }

    /** The accounts of those who are in a room; of those without a token there is none. */
    public Set<UUID> people(String room) {
        return book.in(room).stream()
                .map(LiveSession::caller)
                .filter(Objects::nonNull)
                .map(AccessToken::userId)
                .collect(Collectors.toSet());
    }

    /** The rooms in which somebody is. */
    public List<OpenLiveRoom> rooms() {
        return book.rooms();
    }

    /** For operators and tests. */
    public WhipStatistics statistics() {
        return new WhipStatistics(book.size(), relays.count(), refusals.snapshot());
    }

    @Override
    public void connected(UUID roomId, UUID participantId) {}

    @Override
    public void disconnected(UUID roomId, UUID participantId, String reason) {
        LiveSession session = book.ofParticipant(participantId);
        if (session != null && session.isOnMediaNode()) {
            executor.execute(() -> end(session));
        } else {
            executor.execute(() -> relays.onDisconnected(participantId));
        }
    }

    @Override
    public void usage(RoomUsage usage) {
        clocks.onUsage(usage);
    }
}
