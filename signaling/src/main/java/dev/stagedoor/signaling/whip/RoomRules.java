package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.ShowDesk;
import dev.stagedoor.signaling.ShowDesk.Event;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms there are and who may do what in them. A performer's room has the performer's id and is for the performer
 * alone: what is given away there cannot be charged later. A show has a room of its own, with the show's id, in which its
 * performer publishes and those with a ticket watch.
 */
final class RoomRules {
    /** The name of the room that is open to everybody, where there is one. */
    static final String TEST_ROOM = "test";

    private final boolean testRoom;
    private final ShowDesk shows;

    RoomRules(boolean testRoom, ShowDesk shows) {
        this.testRoom = testRoom;
        this.shows = shows;
    }

    /** What somebody finds who wants to go into a room. */
    sealed interface Door {
        /** @param show what is given there, null if it is none that is sold */
        record Open(@Nullable Event show) implements Door {}

        record Closed(Refusal why) implements Door {}
    }

    /** Whether nobody is asked for a token there. */
    boolean isOpen(String room) {
        return testRoom && room.equals(TEST_ROOM);
    }

    /**
     * Null if other servers may have what is published in a room. They may not where something is paid for: a ticket is for
     * one device, and ends with the money that goes back; only the server on which the show is given can see to both.
     */
    @Nullable
    Refusal refusalToServers(String room) {
        if (isOpen(room)) {
            return null;
        }
        return id(room) == null ? Refusal.ROOM_NOT_FOUND : Refusal.NOT_SHARED;
    }

    /** Blocks on the desk. */
    Door door(String room, Side side, @Nullable AccessToken caller) {
        if (isOpen(room)) {
            return new Door.Open(null);
        }
        UUID id = id(room);
        if (id == null) {
            return new Door.Closed(Refusal.ROOM_NOT_FOUND);
        }
        if (caller == null) {
            return new Door.Closed(Refusal.TOKEN_REQUIRED);
        }
        if (isPerformer(caller, id)) {
            return new Door.Open(null);
        }
        Event event = shows.event(id);
        return event == null || event.kind() == ShowDesk.Kind.CROWD_GOAL
                ? new Door.Closed(side == Side.PUBLISHER ? Refusal.NOT_YOUR_ROOM : Refusal.NOT_PUBLIC)
                : doorOf(event, side, caller);
    }

    private Door doorOf(Event show, Side side, AccessToken caller) {
        boolean theirs = isPerformer(caller, show.performerId());
        if (side == Side.PUBLISHER && !theirs) {
            return new Door.Closed(Refusal.NOT_YOUR_ROOM);
        }
        if (show.state().equals("CANCELLED")) {
            return new Door.Closed(Refusal.SHOW_OVER);
        }
        return theirs || shows.admits(show.eventId(), caller.userId())
                ? new Door.Open(show)
                : new Door.Closed(Refusal.TICKET_REQUIRED);
    }

    private static boolean isPerformer(AccessToken caller, UUID performerId) {
        return caller.userId().equals(performerId) && caller.roles().contains(Role.PERFORMER);
    }

    /** Whose room or which show it is; null for one that belongs to nobody. */
    static @Nullable UUID id(String room) {
        try {
            UUID id = UUID.fromString(room);
            // UUID.fromString takes shortened forms, too; a room has one name only.
            return id.toString().equals(room) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
