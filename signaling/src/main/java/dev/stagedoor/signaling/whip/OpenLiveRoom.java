package dev.stagedoor.signaling.whip;

import java.util.Map;
import java.util.UUID;

/**
 * A room of WHIP and WHEP in which somebody is.
 *
 * @param roomId what the media node knows it by
 * @param name a performer's id, or the name of the room that is open to everybody
 * @param participants who is in it, and on which side
 */
public record OpenLiveRoom(UUID roomId, String name, Map<UUID, Side> participants) {
    public OpenLiveRoom {
        participants = Map.copyOf(participants);
    }
}
