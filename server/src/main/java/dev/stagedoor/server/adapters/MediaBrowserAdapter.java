package dev.stagedoor.server.adapters;

import dev.stagedoor.media.MediaServer;
import dev.stagedoor.media.room.ParticipantStatistics;
import dev.stagedoor.media.room.SessionLog;
import dev.stagedoor.media.room.TrackStatistics;
import dev.stagedoor.media.transport.LoopStatistics;
import dev.stagedoor.signaling.MediaBrowser;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The media node's statistics and logs, as the console asks for them. */
public final class MediaBrowserAdapter implements MediaBrowser {
    /** Nobody waits longer for a page of numbers. */
    private static final long ANSWER_LIMIT_S = 5;

    private final MediaServer server;

    /** Reads from this node. */
    public MediaBrowserAdapter(MediaServer server) {
        this.server = server;
    }

    @Override
    public List<Loop> loops() {
        return await(server.loops()).stream().map(MediaBrowserAdapter::loop).toList();
    }

    @Override
    public List<Room> rooms() {
        return await(server.statistics()).rooms().entrySet().stream()
                .map(room -> new Room(
                        room.getKey(),
                        room.getValue().stream()
                                .map(MediaBrowserAdapter::participant)
                                .toList()))
                .toList();
    }

    @Override
    public List<Event> timeline(UUID roomId, UUID participantId) {
        return events(await(server.timeline(roomId, participantId)));
    }

    static Map<UUID, List<Event>> events(Map<UUID, List<SessionLog.Entry>> timelines) {
        return timelines.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, timeline -> events(timeline.getValue())));
    }

    private static List<Event> events(List<SessionLog.Entry> entries) {
        return entries.stream().map(MediaBrowserAdapter::event).toList();
    }

    @Override
    public boolean startCapture(UUID roomId, UUID participantId) {
        return await(server.startCapture(roomId, participantId));
    }

    @Override
    public byte[] capture(UUID roomId, UUID participantId) {
        return await(server.capture(roomId, participantId));
    }

    @Override
    public void endCapture(UUID roomId, UUID participantId) {
        await(server.endCapture(roomId, participantId));
    }

    private static Loop loop(LoopStatistics from) {
        long cpuMs = from.cpuNs() < 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(from.cpuNs());
        return new Loop(from.index(), from.receivedDatagrams(), from.sentDatagrams(), cpuMs);
    }

    private static Participant participant(ParticipantStatistics from) {
        return new Participant(
                from.participantId(),
                from.connected(),
                from.roundTripMs(),
                from.estimatedBitsPerSecond(),
                from.estimatedUplinkBitsPerSecond(),
                from.uplinkScore(),
                from.downlinkScore(),
                from.tracks().stream().map(MediaBrowserAdapter::track).toList());
    }

    private static Track track(TrackStatistics from) {
        return new Track(
                from.mid(),
                from.rid(),
                MediaKind.valueOf(from.kind().name()),
                from.outgoing(),
                from.packets(),
                from.bytes(),
                from.lost(),
                from.retransmitted(),
                from.lossRatio(),
                from.jitterMs(),
                from.keyFrames());
    }

    private static Event event(SessionLog.Entry from) {
        return new Event(
                Instant.ofEpochMilli(from.firstMs()),
                Instant.ofEpochMilli(from.lastMs()),
                from.times(),
                from.kind().name(),
                from.detail());
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(ANSWER_LIMIT_S, TimeUnit.SECONDS).join();
    }
}
