package dev.stagedoor.media;

import dev.stagedoor.media.room.LegUsage;
import dev.stagedoor.media.room.RoomListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Hands a room's news to the server's listener. */
record RoomNews(ServerContext server) implements RoomListener {
    @Override
    public void onUsage(UUID roomId, long mutualMs, boolean flowing, List<LegUsage> legs) {
        server.emit(new MediaEvent.Usage(roomId, mutualMs, flowing, legs));
    }

    @Override
    public void onDominantSpeaker(UUID roomId, Optional<UUID> participantId) {
        server.emit(new MediaEvent.DominantSpeaker(roomId, participantId));
    }

    @Override
    public void onAudioLevels(UUID roomId, Map<UUID, Integer> levelsDb) {
        server.emit(new MediaEvent.AudioLevels(roomId, levelsDb));
    }
}
