package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.protocol.CloseCode;
import dev.stagedoor.signaling.protocol.Connection;
import dev.stagedoor.signaling.protocol.MessageEncoder;
import dev.stagedoor.signaling.protocol.ServerEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One device's stream of events: numbered, and kept for a while so that a client whose connection broke misses nothing.
 * Guarded by its monitor; nothing inside blocks or calls back.
 */
final class Session {
    private final UUID sessionId;
    private final UUID userId;
    private final boolean performer;
    private final int replayedEvents;
    private final MessageEncoder encoder;

    private final Deque<String> replay = new ArrayDeque<>();
    private long seq;
    private @Nullable Connection connection;
    private volatile boolean watchingPresence;

    /** @param replayedEvents how many of the last events are kept */
    Session(UUID sessionId, AccessToken token, int replayedEvents, MessageEncoder encoder) {
        this.sessionId = sessionId;
        this.userId = token.userId();
        this.performer = token.roles().contains(Role.PERFORMER);
        this.replayedEvents = replayedEvents;
        this.encoder = encoder;
    }

    UUID sessionId() {
        return sessionId;
    }

    UUID userId() {
        return userId;
    }

    boolean isPerformer() {
        return performer;
    }

    /** Sends an event now, or keeps it until the client is back. */
    synchronized void send(ServerEvent event) {
        seq++;
        String text = encoder.event(seq, event);
        if (replay.size() >= replayedEvents) {
            replay.removeFirst();
        }
        replay.addLast(text);
        if (connection != null) {
            connection.send(text);
        }
    }

    /** Whether every event after this one is still there. */
    synchronized boolean canReplayAfter(long lastSeq) {
        return lastSeq <= seq && lastSeq >= seq - replay.size();
    }

    /**
     * Gives the session a connection: first the welcome leaves on it, then the missed events. A connection it had before
     * is closed.
     *
     * @param lastSeq the last event the client has; {@link #canReplayAfter} has been asked
     */
    synchronized void attach(Connection next, String welcome, long lastSeq) {
        if (connection != null) {
            connection.close(CloseCode.REPLACED);
        }
        connection = next;
        next.send(welcome);
        long skipped = Math.max(0, lastSeq - (seq - replay.size()));
        replay.stream().skip(skipped).forEach(next::send);
    }

    /** The connection is gone; false if the session has another one by now. */
    synchronized boolean detach(Connection gone) {
        if (!gone.equals(connection)) {
            return false;
        }
        connection = null;
        return true;
    }

    synchronized boolean isConnected() {
        return connection != null;
    }

    /** Closes its connection, if any. */
    synchronized void close(CloseCode code) {
        if (connection != null) {
            connection.close(code);
        }
    }

    boolean isWatchingPresence() {
        return watchingPresence;
    }

    void watchPresence() {
        watchingPresence = true;
    }
}
