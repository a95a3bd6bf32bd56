package dev.stagedoor.signaling.whip;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one room pulls from another server, from the first who watches until the last has gone. Guarded by itself. */
final class Relay {
    private final LiveRoom room;
    private @Nullable String session;
    private int depth = 1;
    private final Map<String, String> refusals = new HashMap<>();
    private boolean asking;
    private boolean kept;
    private boolean ended;

    Relay(LiveRoom room) {
        this.room = room;
    }

    LiveRoom room() {
        return room;
    }

    /** Whether the caller is the one who asks around now: there is no link yet, and nobody else asks. */
    synchronized boolean startAsking() {
        boolean mine = !asking && isWanting();
        asking |= mine;
        return mine;
    }

    synchronized void stopAsking() {
        asking = false;
    }

    /** Whether there is still something to ask for. */
    synchronized boolean isWanting() {
        return isDown() && !room.hasPublisher();
    }

    private boolean isDown() {
        return !ended && session == null;
    }

    /** People wait for it from now on, so that it is asked for until it is there; whether nobody did before. */
    synchronized boolean keep() {
        boolean first = !kept;
        kept = true;
        return first;
    }

    /** Whether it is to be asked for again. */
    synchronized boolean isMissed() {
        return kept && isDown();
    }

    /** Whether a server gives another reason than the last time: asked every few seconds, most repeat themselves. */
    synchronized boolean isNews(String node, String reason) {
        return !reason.equals(refusals.put(node, reason));
    }

    /** How many links the publisher is away, as far as is known. */
    synchronized int depth() {
        return depth;
    }

    synchronized boolean isUp() {
        return session != null;
    }

    /**
     * Does what makes the link, unless it is no longer wanted; whether there is one now. While somebody publishes here there is
     * none, as it would take that one's place on the media node: the seat is taken first, then the room's link is ended.
     */
    synchronized boolean begin(String at, int links, BooleanSupplier make) {
        if (ended || room.hasPublisher() || !make.getAsBoolean()) {
            return false;
        }
        session = at;
        depth = links;
        return true;
    }

    /** The link is gone. */
    synchronized void lost() {
        session = null;
        depth = 1;
    }

    /** Ends it for good; where it can be said, if there is anything to say. */
    synchronized @Nullable String end() {
        ended = true;
        String last = session;
        session = null;
        return last;
    }
}
