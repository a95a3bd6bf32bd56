package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.MediaBrowser;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A media node with one room and one person in it that nobody else knows of, and the rooms that a test adds. */
final class TestMediaBrowser implements MediaBrowser {
    static final UUID ROOM = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20");
    static final UUID PERSON = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c21");

    /** What every capture has in it. */
    static final String CAPTURE = "headers";

    private boolean capturing;
    private final List<Room> added = new ArrayList<>();

    /** From now on these are in a room, in this order. */
    synchronized void add(UUID roomId, List<UUID> participants) {
        added.add(new Room(
                roomId, participants.stream().map(TestMediaBrowser::participant).toList()));
    }

    @Override
    public List<Loop> loops() {
        return List.of(new Loop(0, 1_200, 24_000, 350), new Loop(1, 7, 8, -1));
    }

    @Override
    public synchronized List<Room> rooms() {
        List<Room> rooms = new ArrayList<>(added);
        rooms.add(new Room(ROOM, List.of(participant(PERSON))));
        return rooms;
    }

    @Override
    public List<Event> timeline(UUID roomId, UUID participantId) {
        return roomId.equals(ROOM) && participantId.equals(PERSON)
                ? List.of(
                        new Event(
                                Instant.parse("2026-11-21T10:00:00Z"),
                                Instant.parse("2026-11-21T10:00:05Z"),
                                3,
                                "KEY_FRAME_WANTED",
                                "1"),
                        pathSelected("192.0.2.7:40000"))
                : List.of();
    }

    static Event pathSelected(String address) {
        Instant at = Instant.parse("2026-11-21T10:00:06Z");
        return new Event(at, at, 1, "PATH_SELECTED", address);
    }

    @Override
    public synchronized boolean startCapture(UUID roomId, UUID participantId) {
        capturing = roomId.equals(ROOM) && participantId.equals(PERSON);
        return capturing;
    }

    @Override
    public synchronized byte[] capture(UUID roomId, UUID participantId) {
        return capturing ? CAPTURE.getBytes(StandardCharsets.US_ASCII) : new byte[0];
    }

    @Override
    public synchronized void endCapture(UUID roomId, UUID participantId) {
        capturing = false;
    }

    private static Participant participant(UUID id) {
        Track track = new Track("1", "h", MediaKind.VIDEO, true, 1_200, 1_000_000, 12, 11, 0.01, 4.5, 3);
        return new Participant(id, true, 42, 2_500_000, 0, 4.4, 4.1, List.of(track));
    }
}
