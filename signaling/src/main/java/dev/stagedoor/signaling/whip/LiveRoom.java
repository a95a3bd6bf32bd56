package dev.stagedoor.signaling.whip;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A room while anybody is in it. The next time it is another room to the media node, so that closing the old one never
 * touches the new. Changed under the book's monitor.
 */
final class LiveRoom {
    private final String name;
    private final UUID roomId = UUID.randomUUID();
    /** The same for every publisher of the room, one after the other: viewers wait for it and stay when it changes. */
    private final UUID publisherId = UUID.randomUUID();

    private volatile @Nullable LiveSession publisher;
    private int viewers;
    private int lingered;
    private boolean lingering;

    LiveRoom(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** What the media node knows it by. */
    UUID roomId() {
        return roomId;
    }

    UUID publisherId() {
        return publisherId;
    }

    boolean hasPublisher() {
        return publisher != null;
    }

    int viewers() {
        return viewers;
    }

    boolean isEmpty() {
        return publisher == null && viewers == 0 && !lingering;
    }

    /** Stays though nobody watches; which time that is. */
    int linger() {
        lingering = true;
        return ++lingered;
    }

    /** Whether that was the last time, and nobody has come back: then it stays no longer. */
    boolean stopLingering(int time) {
        boolean over = lingering && time == lingered;
        lingering &= !over;
        return over && viewers == 0;
    }

    boolean isLingering() {
        return lingering && viewers == 0;
    }

    int lingered() {
        return lingered;
    }

    void enter(LiveSession session) {
        switch (session.side()) {
            case PUBLISHER -> publisher = session;
            case VIEWER -> viewers++;
        }
    }

    void leave(LiveSession session) {
        switch (session.side()) {
            case PUBLISHER -> publisher = null;
            case VIEWER -> viewers--;
        }
    }
}
