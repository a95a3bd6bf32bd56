package dev.stagedoor.server.adapters;

import dev.stagedoor.media.MediaEvent;
import dev.stagedoor.media.MediaServer;
import dev.stagedoor.media.room.ViewConstraints;
import dev.stagedoor.signaling.MediaBrowser;
import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.Tracing;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media node, as signalling sees it. Waits for the media loop; callers are virtual threads. */
public final class MediaAdapter implements MediaGateway {
    private static final Logger LOG = LoggerFactory.getLogger(MediaAdapter.class);

    /** A loop answers within microseconds; one that has not after this long is broken, and the caller must hear it. */
    private static final long ANSWER_LIMIT_S = 5;

    /** One picture is shown to each; there is no other that it could give way to. */
    private static final int EQUALLY_IMPORTANT = 0;

    private final MediaServer server;
    private final News news;
    private final Tracing tracing;

    /**
     * @param news what the server was started with, so that its events reach whoever {@link #listen}s
     * @param tracing who follows requests to the room that they lead to
     */
    public MediaAdapter(MediaServer server, News news, Tracing tracing) {
        this.server = server;
        this.news = news;
        this.tracing = tracing;
    }

    @Override
    public void openRoom(UUID roomId) {
        if (!tracing.step("media.open", () -> await(server.openRoom(roomId)))) {
            throw new IllegalStateException("the media node has as many rooms as it may; room " + roomId);
        }
    }

    @Override
    public void closeRoom(UUID roomId) {
        await(server.closeRoom(roomId));
    }

    @Override
    public Negotiation negotiate(UUID roomId, UUID participantId, SessionDescription offer) {
        Negotiation outcome = tracing.step(
                "media.join",
                () -> translated(await(server.negotiate(roomId, participantId, MediaTranslation.description(offer)))));
        switch (outcome) {
            case Negotiation.Answered _ -> LOG.info("media of {} in room {} is negotiated", participantId, roomId);
            case Negotiation.Refused(String reason) ->
                LOG.info("media of {} in room {} is refused: {}", participantId, roomId, reason);
        }
        return outcome;
    }

    @Override
    public void subscribe(UUID roomId, UUID viewerId, String mid, UUID publisherId, MediaKind kind) {
        await(server.subscribe(roomId, viewerId, mid, publisherId, MediaTranslation.kind(kind)));
    }

    @Override
    public void subscribeSize(UUID roomId, UUID viewerId, String mid, UUID publisherId, int size) {
        await(server.subscribeSize(roomId, viewerId, mid, publisherId, size));
    }

    @Override
    public int sizes(UUID roomId, UUID publisherId) {
        return await(server.sizes(roomId, publisherId));
    }

    @Override
    public void constrain(UUID roomId, UUID viewerId, String mid, int maxHeight, int maxTemporalLayer) {
        await(server.constrain(
                roomId, viewerId, mid, new ViewConstraints(maxHeight, maxTemporalLayer, EQUALLY_IMPORTANT)));
    }

    @Override
    public void unsubscribe(UUID roomId, UUID viewerId, String mid) {
        await(server.unsubscribe(roomId, viewerId, mid));
    }

    @Override
    public SessionDescription relayOffer() {
        return MediaTranslation.description(server.relayOffer());
    }

    @Override
    public Negotiation relay(UUID roomId, UUID publisherId, SessionDescription offer, SessionDescription answer) {
        return translated(await(server.relay(
                roomId, publisherId, MediaTranslation.description(offer), MediaTranslation.description(answer))));
    }

    private static Negotiation translated(dev.stagedoor.media.Negotiation outcome) {
        return switch (outcome) {
            case dev.stagedoor.media.Negotiation.Negotiated negotiated ->
                new Negotiation.Answered(MediaTranslation.description(negotiated.answer()));
            case dev.stagedoor.media.Negotiation.Refused refused -> new Negotiation.Refused(refused.reason());
        };
    }

    @Override
    public void pause(UUID roomId, boolean paused) {
        await(server.pause(roomId, paused));
    }

    @Override
    public void leave(UUID roomId, UUID participantId) {
        await(server.leave(roomId, participantId));
    }

    @Override
    public void forget(UUID roomId, UUID participantId) {
        await(server.forget(roomId, participantId));
    }

    @Override
    public void listen(Listener listener) {
        news.listeners.add(listener);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(ANSWER_LIMIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the media node", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the media node failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the media node did not answer within " + ANSWER_LIMIT_S + " s", e);
        }
    }

    /** The media server's listener, made before the adapter because the server is started with it. */
    public static final class News implements Consumer<MediaEvent> {
        private final List<Listener> listeners = new CopyOnWriteArrayList<>();

        @Override
        public void accept(MediaEvent event) {
            switch (event) {
                case MediaEvent.Connected connected ->
                    listeners.forEach(each -> each.connected(connected.roomId(), connected.participantId()));
                case MediaEvent.Disconnected gone -> {
                    String reason = gone.reason().name();
                    listeners.forEach(each -> each.disconnected(gone.roomId(), gone.participantId(), reason));
                }
                case MediaEvent.Usage usage -> {
                    RoomUsage translated = MediaTranslation.usage(usage);
                    listeners.forEach(each -> each.usage(translated));
                }
                case MediaEvent.Closed closed -> {
                    Map<UUID, List<MediaBrowser.Event>> timelines = MediaBrowserAdapter.events(closed.timelines());
                    listeners.forEach(each -> each.closed(closed.roomId(), timelines));
                }
                case MediaEvent.DominantSpeaker _, MediaEvent.AudioLevels _ -> {
                    // A call of two needs neither.
                }
            }
        }
    }
}
