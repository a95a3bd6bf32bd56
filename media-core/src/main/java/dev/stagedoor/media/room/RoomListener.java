package dev.stagedoor.media.room;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** News from a room, on its home loop. */
@FunctionalInterface
public interface RoomListener {
    /**
     * Cumulative usage.
     *
     * @param mutualMs as {@link MutualClock} counts it
     * @param flowing whether media is being delivered on all legs now
     */
    void onUsage(UUID roomId, long mutualMs, boolean flowing, List<LegUsage> legs);

    /** Somebody else is heard above all others, or the one who was has left. Not everybody needs to know. */
    default void onDominantSpeaker(UUID roomId, Optional<UUID> participantId) {}

    /**
     * How loud everybody is who sends; with every usage while anybody is audible, and once more after that.
     *
     * @param levelsDb 0 to 127 below the loudest possible, 127 is silence (RFC 6464)
     */
    default void onAudioLevels(UUID roomId, Map<UUID, Integer> levelsDb) {}
}
