package dev.stagedoor.media.room;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A participant at one moment.
 *
 * @param roundTripMs of the path, 0 if not yet known
 * @param drops packets that went no further, by reason
 */
public record ParticipantStatistics(
        UUID participantId, boolean connected, long roundTripMs, List<TrackStatistics> tracks, Map<Drop, Long> drops) {
    public ParticipantStatistics {
        tracks = List.copyOf(tracks);
        drops = Map.copyOf(drops);
    }
}
