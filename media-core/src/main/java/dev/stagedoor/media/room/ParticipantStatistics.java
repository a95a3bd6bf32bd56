package dev.stagedoor.media.room;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A participant at one moment.
 *
 * @param roundTripMs of the path, 0 if not yet known
 * @param estimatedBitsPerSecond what the path to the participant is taken to carry, 0 if it has not told
 * @param drops packets that went no further, by reason
 */
public record ParticipantStatistics(
        UUID participantId,
        boolean connected,
        long roundTripMs,
        long estimatedBitsPerSecond,
        List<TrackStatistics> tracks,
        Map<Drop, Long> drops) {
    public ParticipantStatistics {
        tracks = List.copyOf(tracks);
        drops = Map.copyOf(drops);
    }
}
