package dev.stagedoor.media;

import dev.stagedoor.media.room.LegUsage;
import dev.stagedoor.media.room.SessionLog;
import dev.stagedoor.media.transport.CloseReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** News from the media server. Events come on a media loop: whoever listens hands them on and returns at once. */
public sealed interface MediaEvent {
    /** The room that the news is about. */
    UUID roomId();

    /** ICE and DTLS are done, media may flow. */
    record Connected(UUID roomId, UUID participantId) implements MediaEvent {}

    /** The participant's transport is gone; it may come back with a new offer. */
    record Disconnected(UUID roomId, UUID participantId, CloseReason reason) implements MediaEvent {}

    /**
     * Cumulative usage of a room, about every 250 ms while anybody is connected, and once more after every end of a
     * transport; a lost or repeated report is harmless.
     *
     * @param mutualMs milliseconds during which media was delivered on all legs at once; a silence longer than the
     *     configured gap ends the count at the last packet before it
     * @param flowing whether it is being delivered now
     * @param legs one per participant that was ever in the room and is not forgotten
     */
    record Usage(UUID roomId, long mutualMs, boolean flowing, List<LegUsage> legs) implements MediaEvent {
        public Usage {
            legs = List.copyOf(legs);
        }
    }

    /**
     * The room is closed and all its transports have ended. The last there is to hear of it.
     *
     * @param timelines what happened to everybody who was not forgotten, oldest first
     */
    record Closed(UUID roomId, Map<UUID, List<SessionLog.Entry>> timelines) implements MediaEvent {
        public Closed {
            timelines = Map.copyOf(timelines);
        }
    }

    /**
     * Somebody else is heard above all others.
     *
     * @param participantId empty when the one who was has left
     */
    record DominantSpeaker(UUID roomId, Optional<UUID> participantId) implements MediaEvent {}

    /**
     * How loud everybody is who sends, with every usage while anybody is audible, and once more after that.
     *
     * @param levelsDb 0 to 127 below the loudest possible, 127 is silence (RFC 6464)
     */
    record AudioLevels(UUID roomId, Map<UUID, Integer> levelsDb) implements MediaEvent {
        public AudioLevels {
            levelsDb = Map.copyOf(levelsDb);
        }
    }
}
