package dev.stagedoor.media.room;

import java.util.List;
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
}
