package dev.stagedoor.signaling.admin;

import dev.stagedoor.signaling.MediaBrowser.Event;
import dev.stagedoor.signaling.MediaGateway;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the media node saw of calls, which it forgets with their end, for whoever has to explain one afterwards. What
 * cannot be kept, because the database is away, is lost: no call waits for it.
 */
public final class MediaRecords implements MediaGateway.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(MediaRecords.class);

    private final MediaRecordStore store;
    private final Executor virtualThreads;
    private final InstantSource clock;
    private final Duration kept;

    /** Everybody who writes, and whoever stops. */
    private final Phaser writers = new Phaser(1);

    private volatile boolean stopped;

    /** @param kept for how long; zero keeps nothing */
    public MediaRecords(MediaRecordStore store, Executor virtualThreads, InstantSource clock, Duration kept) {
        this.store = store;
        this.virtualThreads = virtualThreads;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public void connected(UUID roomId, UUID participantId) {}

    @Override
    public void disconnected(UUID roomId, UUID participantId, String reason) {}

    @Override
    public void usage(MediaGateway.RoomUsage usage) {}

    @Override
    public void closed(UUID roomId, Map<UUID, List<Event>> timelines) {
        if (stopped || kept.isZero() || timelines.isEmpty()) {
            return;
        }
        var _ = writers.register();
        virtualThreads.execute(() -> {
            try {
                keep(roomId, timelines);
            } finally {
                var _ = writers.arriveAndDeregister();
            }
        });
    }

    private void keep(UUID roomId, Map<UUID, List<Event>> timelines) {
        try {
            store.keep(roomId, timelines, clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("what the media node saw of room {} could not be kept", roomId, e);
        }
    }

    /** Deletes what is older than it may be. Blocks. */
    public void deleteOld() {
        try {
            int deleted = store.deleteBefore(clock.instant().minus(kept));
            if (deleted > 0) {
                LOG.info("deleted {} media records older than {} days", deleted, kept.toDays());
            }
        } catch (RuntimeException e) {
            LOG.warn("old media records could not be deleted; the next time will do", e);
        }
    }

    /** What happened to a participant of a call that is over. Blocks. */
    List<Event> timeline(UUID roomId, UUID participantId) {
        return store.timeline(roomId, participantId);
    }

    /** Takes no more, and waits for what is being written. */
    public void stop(Duration patience) {
        stopped = true;
        try {
            var _ = writers.awaitAdvanceInterruptibly(
                    writers.arriveAndDeregister(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("what the media node saw of the last calls may be lost: the database is slow", e);
        }
    }
}
