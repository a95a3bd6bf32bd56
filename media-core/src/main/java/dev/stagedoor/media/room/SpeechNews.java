package dev.stagedoor.media.room;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells who speaks and how loud everybody is, when there is something to tell. Belongs to the home loop. */
final class SpeechNews {
    private final Floor floor;
    private @Nullable UUID dominant;
    private boolean wasAudible;

    SpeechNews(Floor floor) {
        this.floor = floor;
    }

    /** @param changed called before others hear that another one speaks */
    void report(UUID roomId, RoomListener listener, Runnable changed) {
        floor.decide();
        if (!Objects.equals(dominant, floor.dominant())) {
            dominant = floor.dominant();
            changed.run();
            listener.onDominantSpeaker(roomId, Optional.ofNullable(dominant));
        }
        boolean audible = floor.levelsDb().values().stream().anyMatch(level -> level < Speech.SILENCE_DB);
        if (audible || wasAudible) {
            listener.onAudioLevels(roomId, floor.levelsDb());
        }
        wasAudible = audible;
    }
}
