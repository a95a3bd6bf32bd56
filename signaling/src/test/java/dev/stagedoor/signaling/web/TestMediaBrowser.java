package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.MediaBrowser;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A media node with one room and one person in it. */
final class TestMediaBrowser implements MediaBrowser {
    static final UUID ROOM = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20");
    static final UUID PERSON = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c21");

    @Override
    public List<Room> rooms() {
        Track track = new Track("1", "h", MediaKind.VIDEO, true, 1_200, 1_000_000, 12, 11, 0.01, 4.5, 3);
        return List.of(new Room(ROOM, List.of(new Participant(PERSON, true, 42, 2_500_000, 4.4, 4.1, List.of(track)))));
    }

    @Override
    public List<Event> timeline(UUID roomId, UUID participantId) {
        return roomId.equals(ROOM) && participantId.equals(PERSON)
                ? List.of(new Event(
                        Instant.parse("2026-11-21T10:00:00Z"),
                        Instant.parse("2026-11-21T10:00:05Z"),
                        3,
                        "KEY_FRAME_WANTED",
                        "1"))
                : List.of();
    }
}
