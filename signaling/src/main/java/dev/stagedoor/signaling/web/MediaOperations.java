package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.MediaBrowser;
import java.util.List;
import java.util.Map;

/** The console's view of the media node. */
final class MediaOperations implements Operations {
    private final MediaBrowser media;

    MediaOperations(MediaBrowser media) {
        this.media = media;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminListMediaRooms", request -> Reply.ok(new Listed<>(media.rooms())),
                "adminMediaTimeline",
                        request -> Reply.ok(new Listed<>(
                                media.timeline(request.pathId("roomId"), request.pathId("participantId")))));
    }

    /** A list that can grow fields beside it. */
    private record Listed<T>(List<T> items) {}
}
