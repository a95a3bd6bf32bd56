package dev.stagedoor.media.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What happened to one person in one room, over all transports: the newest {@value #CAPACITY} things, oldest first. What is
 * the same as what was before it is counted, not added, so that one wish repeated does not push out the history.
 *
 * <p>Any thread may write and read, under a lock: what is written here happens a few times a second at worst, and never for
 * a packet.
 */
public final class SessionLog {
    static final int CAPACITY = 256;

    private static final long NS_PER_MS = 1_000_000;

    /** Milliseconds from 1900, where NTP begins, to 1970 (RFC 5905 §6). */
    private static final long NTP_TO_UNIX_MS = 2_208_988_800_000L;

    private final long ntpOffsetNs;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** What can happen. */
    public enum Kind {
        /** An offer was answered; the detail names the media sections. */
        NEGOTIATED,
        /** Packets go to another address now; the detail says which. */
        PATH_SELECTED,
        /** ICE and DTLS are done; the detail is the SRTP profile. */
        CONNECTED,
        /** Nothing was heard for a while. */
        UNREACHABLE,
        /** Something was heard again. */
        REACHABLE,
        /** A section shows somebody else, or nobody. */
        SOURCE_CHANGED,
        /** A section shows another encoding or other layers. */
        LAYERS_CHANGED,
        /** The path has no room for a section, not even for its worst quality. */
        STARVED,
        /** It has again. */
        FED,
        /** The viewer's decoder cannot go on. */
        KEY_FRAME_WANTED,
        /** We asked the sender for a key frame. */
        KEY_FRAME_ASKED,
        /** Forwarding was stopped from outside, for the whole room. */
        PAUSED,
        /** It goes on. */
        RESUMED,
        /** The transport has ended; the detail says why. */
        DISCONNECTED
    }

    /**
     * Something that happened, perhaps several times in a row.
     *
     * @param firstMs milliseconds since 1970
     * @param lastMs the same for the last time
     * @param times at least 1
     */
    public record Entry(long firstMs, long lastMs, int times, Kind kind, String detail) {}

    /** @param ntpOffsetNs see {@link RoomSettings} */
    public SessionLog(long ntpOffsetNs) {
        this.ntpOffsetNs = ntpOffsetNs;
    }

    /** Something has happened, by a loop's clock. */
    public synchronized void add(Kind kind, String detail, long nowNs) {
        long nowMs = (nowNs + ntpOffsetNs) / NS_PER_MS - NTP_TO_UNIX_MS;
        Entry last = entries.peekLast();
        if (last != null && last.kind() == kind && last.detail().equals(detail)) {
            entries.removeLast();
            entries.addLast(new Entry(last.firstMs(), nowMs, last.times() + 1, kind, detail));
            return;
        }
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(nowMs, nowMs, 1, kind, detail));
    }

    /** All of it, oldest first. */
    public synchronized List<Entry> entries() {
        return new ArrayList<>(entries);
    }
}
