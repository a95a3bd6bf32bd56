package dev.stagedoor.media;

import dev.stagedoor.media.room.Drop;
import dev.stagedoor.media.room.ParticipantStatistics;
import dev.stagedoor.media.transport.TransportStatistics;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The server at one moment.
 *
 * @param transport what its sockets have done
 * @param drops packets that went no further in its rooms since it was started
 * @param rooms participants of every open room
 */
public record MediaStatistics(
        TransportStatistics transport, Map<Drop, Long> drops, Map<UUID, List<ParticipantStatistics>> rooms) {
    public MediaStatistics {
        drops = Map.copyOf(drops);
        rooms = Map.copyOf(rooms);
    }
}
