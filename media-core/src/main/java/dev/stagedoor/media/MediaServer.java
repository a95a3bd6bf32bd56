package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A forwarding server on one UDP port. Methods may be called from any thread, return at once, and are idempotent: asking
 * for what already holds changes nothing. Futures complete on a media loop; do not block in what is chained to them.
 */
public final class MediaServer implements AutoCloseable {
    private MediaServer() {}

    /**
     * Binds the port and starts the loops.
     *
     * @param listener called on media loops; must not block
     * @throws IOException if the port cannot be bound
     */
    public static MediaServer start(MediaConfig config, Consumer<MediaEvent> listener) throws IOException {
        return new MediaServer();
    }

    /** The UDP port in use. */
    public int port() {
        return 0;
    }

    /** Opens the room if it is not open; false if the server has as many rooms as it may. */
    public CompletableFuture<Boolean> openRoom(UUID roomId) {
        return notYet();
    }

    /** Ends every participant of the room and forgets it; its last usage event comes before the future completes. */
    public CompletableFuture<Void> closeRoom(UUID roomId) {
        return notYet();
    }

    /**
     * Answers a participant's offer. The first one joins the room; a later one adds or removes sections, and with a new
     * ICE user fragment restarts ICE while media keeps flowing on the old path.
     */
    public CompletableFuture<Negotiation> negotiate(UUID roomId, UUID participantId, SessionDescription offer) {
        return notYet();
    }

    /**
     * Shows on the viewer's section {@code mid} what the publisher sends of {@code kind}, now or as soon as both are
     * there. A section shows one source: the last call wins.
     */
    public CompletableFuture<Void> subscribe(UUID roomId, UUID viewerId, String mid, UUID publisherId, MediaKind kind) {
        return notYet();
    }

    /** Stops or resumes forwarding in the room; connections stay up. */
    public CompletableFuture<Void> pause(UUID roomId, boolean paused) {
        return notYet();
    }

    /** Ends one participant's transport. Its subscriptions stay, for when it comes back. */
    public CompletableFuture<Void> leave(UUID roomId, UUID participantId) {
        return notYet();
    }

    /** Ends all rooms, then the loops; returns when the port is free. */
    @Override
    public void close() {}

    private static <T> CompletableFuture<T> notYet() {
        return CompletableFuture.failedFuture(new IllegalStateException("not wired yet"));
    }
}
