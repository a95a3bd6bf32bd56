package dev.stagedoor.signaling.admin;

import dev.stagedoor.signaling.MediaBrowser;
import dev.stagedoor.signaling.MediaBrowser.Event;
import dev.stagedoor.signaling.MediaBrowser.Room;
import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.RunningCall;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.whip.LiveSessions;
import dev.stagedoor.signaling.whip.OpenLiveRoom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is going on now: calls, and the media node's rooms with names to their ids. */
public final class LiveConsole {
    /** Nobody waits longer for a page of numbers; a call that has not answered by then is stuck. */
    private static final long ANSWER_LIMIT_S = 5;

    private final MediaBrowser media;
    private final CallService calls;
    private final LiveSessions live;
    private final AccountStore people;
    private final MediaRecords records;

    /** @param people where the names of those who broadcast come from */
    public LiveConsole(
            MediaBrowser media, MediaRecords records, CallService calls, LiveSessions live, AccountStore people) {
        this.media = media;
        this.records = records;
        this.calls = calls;
        this.live = live;
        this.people = people;
    }

    /** Calls that have begun and are not settled, oldest first. Blocks for a moment. */
    public List<RunningCall> calls() {
        return calls.overview().orTimeout(ANSWER_LIMIT_S, TimeUnit.SECONDS).join();
    }

    /** Open rooms, those of calls first; in a room, who performs comes first. Blocks for a moment. */
    public List<NamedRoom> rooms() {
        Map<UUID, CallView> views = calls().stream()
                .map(RunningCall::view)
                .collect(Collectors.toMap(CallView::callId, Function.identity()));
        Map<UUID, OpenLiveRoom> broadcasts =
                live.rooms().stream().collect(Collectors.toMap(OpenLiveRoom::roomId, Function.identity()));
        Map<UUID, String> names = people.displayNames(broadcasts.values().stream()
                .map(OpenLiveRoom::ownerId)
                .filter(Objects::nonNull)
                .toList());
        return media.rooms().stream()
                .map(room -> named(room, views.get(room.id()), broadcasts.get(room.id()), names))
                .sorted()
                .toList();
    }

    /**
     * What happened to a participant, oldest first: of a room that is open, or of a call whose record is still kept. Blocks.
     *
     * @param withAddresses whether whoever asks may see network addresses of peers
     */
    public List<Event> timeline(UUID roomId, UUID participantId, boolean withAddresses) {
        List<Event> seen = media.timeline(roomId, participantId);
        List<Event> known = seen.isEmpty() ? records.timeline(roomId, participantId) : seen;
        return withAddresses ? known : known.stream().map(Event::withoutAddress).toList();
    }

    /** Begins to write down the headers of a participant's packets; false for one that is not connected. */
    public boolean startCapture(UUID roomId, UUID participantId) {
        return media.startCapture(roomId, participantId);
    }

    /** What was written so far: a file in the format of pcap, empty if nothing was begun. */
    public byte[] capture(UUID roomId, UUID participantId) {
        return media.capture(roomId, participantId);
    }

    /** Ends that. */
    public void endCapture(UUID roomId, UUID participantId) {
        media.endCapture(roomId, participantId);
    }

    private static NamedRoom named(
            Room room, @Nullable CallView call, @Nullable OpenLiveRoom broadcast, Map<UUID, String> names) {
        if (call != null) {
            return NamedRoom.ofCall(room, call);
        }
        if (broadcast == null) {
            return NamedRoom.unknown(room);
        }
        UUID owner = broadcast.ownerId();
        return NamedRoom.ofBroadcast(room, broadcast, owner == null ? null : names.get(owner));
    }
}
