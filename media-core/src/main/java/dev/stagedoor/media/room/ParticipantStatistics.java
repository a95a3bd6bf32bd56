package dev.stagedoor.media.room;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A participant at one moment.
 *
 * @param roundTripMs of the path, 0 if not yet known
 * @param estimatedBitsPerSecond what the path to the participant is taken to carry, 0 if it has not told
 * @param estimatedUplinkBitsPerSecond the same of the path from the participant, 0 if that is not known, or if it finds out by itself
 *     from transport-wide feedback
 * @param uplinkScore how good the way to us is, 1 to 5, see {@link QualityScore}; 0 while nothing is known
 * @param downlinkScore the same for the way to the participant
 * @param drops packets that went no further, by reason
 */
public record ParticipantStatistics(
        UUID participantId,
        boolean connected,
        long roundTripMs,
        long estimatedBitsPerSecond,
        long estimatedUplinkBitsPerSecond,
        double uplinkScore,
        double downlinkScore,
        List<TrackStatistics> tracks,
        Map<Drop, Long> drops) {
    public ParticipantStatistics {
        tracks = List.copyOf(tracks);
        drops = Map.copyOf(drops);
    }
}
