package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which sessions there are, within the limits. Guarded by its monitor, nothing blocks inside. */
final class SessionBook {
    /** Nobody guesses 128 bits (RFC 9725 section 5 asks for a number that is hard to guess). */
    private static final int ID_BYTES = 16;

    private static final int ENTITY_TAG_BYTES = 6;

    private final WhipSettings settings;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, LiveRoom> rooms = new HashMap<>();
    /** In the order of coming. */
    private final Map<String, LiveSession> sessions = new LinkedHashMap<>();

    private final Map<UUID, LiveSession> byParticipant = new HashMap<>();
    private boolean open = true;

    SessionBook(WhipSettings settings) {
        this.settings = settings;
    }

    /** What came of asking for a seat. */
    sealed interface Claim {
        record Taken(LiveSession session) implements Claim {}

        record Refused(Refusal why) implements Claim {}
    }

    /** A session that is taken is locked for the caller, who begins it before anybody can end it. */
    synchronized Claim enter(String roomName, Side side, @Nullable AccessToken caller, int hops, Offer offer) {
        if (!open) {
            return new Claim.Refused(Refusal.STOPPING);
        }
        if (sessions.size() >= settings.sessions()) {
            return new Claim.Refused(Refusal.SERVER_FULL);
        }
        LiveRoom room = rooms.get(roomName);
        if (room == null) {
            room = new LiveRoom(roomName);
        } else if (side == Side.PUBLISHER && room.hasPublisher()) {
            return new Claim.Refused(Refusal.PUBLISHER_PRESENT);
        } else if (side == Side.VIEWER && room.viewers() >= settings.viewersPerRoom()) {
            return new Claim.Refused(Refusal.ROOM_FULL);
        }
        LiveSession session = new LiveSession(word(ID_BYTES), side, room, caller, hops, offer, newEntityTag());
        session.lock().lock();
        rooms.put(roomName, room);
        room.enter(session);
        sessions.put(session.id(), session);
        byParticipant.put(session.participantId(), session);
        return new Claim.Taken(session);
    }

    /**
     * An empty room is forgotten with its last session.
     *
     * @param lingers whether it is kept when nobody watches any more, until {@link #release}
     * @return which time the room is kept, 0 if it is not
     */
    synchronized int leave(LiveSession session, boolean lingers) {
        sessions.remove(session.id(), session);
        byParticipant.remove(session.participantId());
        LiveRoom room = session.room();
        room.leave(session);
        int time = lingers && open && room.viewers() == 0 ? room.linger() : 0;
        forgetIfEmpty(room);
        return time;
    }

    /** Keeps a room no longer, if it was not kept anew since; whether nobody watches there. */
    synchronized boolean release(LiveRoom room, int time) {
        boolean over = room.stopLingering(time);
        forgetIfEmpty(room);
        return over;
    }

    /** Rooms that are kept while nobody watches, and which time that is. */
    synchronized Map<LiveRoom, Integer> lingering() {
        return rooms.values().stream()
                .filter(LiveRoom::isLingering)
                .collect(Collectors.toMap(room -> room, LiveRoom::lingered));
    }

    private void forgetIfEmpty(LiveRoom room) {
        if (room.isEmpty()) {
            rooms.remove(room.name(), room);
        }
    }

    /** Null if there is none of this name at this place: whoever asks at the wrong place learns nothing. */
    synchronized @Nullable LiveSession find(String roomName, Side side, String id) {
        LiveSession session = sessions.get(id);
        boolean here = session != null
                && session.side() == side
                && session.room().name().equals(roomName);
        return here ? session : null;
    }

    /** Everybody in a room. */
    synchronized List<LiveSession> in(String roomName) {
        return sessions.values().stream()
                .filter(session -> session.room().name().equals(roomName))
                .toList();
    }

    /** Who is in its room since before it came; nobody if it has ended. */
    synchronized List<LiveSession> before(LiveSession session) {
        return has(session)
                ? in(session.room().name()).stream()
                        .takeWhile(other -> other != session)
                        .toList()
                : List.of();
    }

    /** How many links there are from a room to the last who watch, at most. */
    synchronized int hops(LiveRoom room) {
        return sessions.values().stream()
                .filter(session -> session.room() == room)
                .mapToInt(LiveSession::hops)
                .max()
                .orElse(0);
    }

    synchronized @Nullable LiveSession ofParticipant(UUID participantId) {
        return byParticipant.get(participantId);
    }

    /** Null if nobody is there. */
    synchronized @Nullable LiveRoom room(String name) {
        return rooms.get(name);
    }

    /** Whether it has not ended. */
    synchronized boolean has(LiveSession session) {
        return sessions.get(session.id()) == session;
    }

    /** Whether nobody watches there. */
    synchronized boolean hasNoViewers(LiveRoom room) {
        return room.viewers() == 0;
    }

    /** Whether nobody is left there. */
    synchronized boolean isEmpty(LiveRoom room) {
        return room.isEmpty();
    }

    /** Publishers and viewers. */
    synchronized int size() {
        return sessions.size();
    }

    /** The rooms with who is in them. */
    synchronized List<OpenLiveRoom> rooms() {
        return sessions.values().stream().collect(Collectors.groupingBy(LiveSession::room)).entrySet().stream()
                .map(room -> new OpenLiveRoom(
                        room.getKey().roomId(),
                        room.getKey().name(),
                        owner(room.getKey(), room.getValue()),
                        room.getValue().stream()
                                .collect(Collectors.toMap(LiveSession::participantId, LiveSession::side))))
                .toList();
    }

    /** Who publishes; while nobody does, whoever the room is named after. */
    private static @Nullable UUID owner(LiveRoom room, List<LiveSession> sessions) {
        for (LiveSession session : sessions) {
            AccessToken caller = session.caller();
            if (session.side() == Side.PUBLISHER && caller != null) {
                return caller.userId();
            }
        }
        return RoomRules.id(room.name());
    }

    /** Takes no more; returns the sessions there are. */
    synchronized List<LiveSession> close() {
        open = false;
        return new ArrayList<>(sessions.values());
    }

    /** One that no earlier ICE session had. */
    String newEntityTag() {
        return '"' + word(ENTITY_TAG_BYTES) + '"';
    }

    private String word(int bytes) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
    }
}
