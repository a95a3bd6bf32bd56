package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms there are and who may do what in them. A performer's room has the performer's id. Shows that others may
 * watch, free or paid, do not exist yet, so nobody but the performer can: what is given away cannot be charged later.
 */
final class RoomRules {
    /** The name of the room that is open to everybody, where there is one. */
    static final String TEST_ROOM = "test";

    private final boolean testRoom;

    RoomRules(boolean testRoom) {
        this.testRoom = testRoom;
    }

    /** Whether nobody is asked for a token there. */
    boolean isOpen(String room) {
        return testRoom && room.equals(TEST_ROOM);
    }

    /** Null if it is allowed. */
    @Nullable
    Refusal refusal(String room, Side side, @Nullable AccessToken caller) {
        if (isOpen(room)) {
            return null;
        }
        UUID owner = owner(room);
        if (owner == null) {
            return Refusal.ROOM_NOT_FOUND;
        }
        if (caller == null) {
            return Refusal.TOKEN_REQUIRED;
        }
        if (caller.userId().equals(owner) && caller.roles().contains(Role.PERFORMER)) {
            return null;
        }
        return switch (side) {
            case PUBLISHER -> Refusal.NOT_YOUR_ROOM;
            case VIEWER -> Refusal.NOT_PUBLIC;
        };
    }

    /** Whose room it is; null for one that belongs to nobody. */
    static @Nullable UUID owner(String room) {
        try {
            UUID owner = UUID.fromString(room);
            // UUID.fromString takes shortened forms, too; a room has one name only.
            return owner.toString().equals(room) ? owner : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
