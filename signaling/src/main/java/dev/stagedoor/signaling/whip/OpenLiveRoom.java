package dev.stagedoor.signaling.whip;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A room of WHIP and WHEP in which somebody is.
 *
 * @param roomId what the media node knows it by
 * @param name the id of a performer or of a show, or the name of the room that is open to everybody
 * @param ownerId the performer's, or as long as nobody publishes the id it is named by; null if it belongs to nobody
 * @param participants who is in it, and on which side
 */
public record OpenLiveRoom(
        UUID roomId, String name, @Nullable UUID ownerId, Map<UUID, Side> participants) {
    public OpenLiveRoom {
        participants = Map.copyOf(participants);
    }
}
