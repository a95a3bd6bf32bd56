package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.ShowDesk;
import dev.stagedoor.signaling.ShowDesk.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clocks of the shows that are given here, and their way to the desk, which decides when tickets are earned. Figures are
 * cumulative: a report that is lost is made up for by the next. Any thread.
 */
final class ShowClocks {
    private static final Logger LOG = LoggerFactory.getLogger(ShowClocks.class);

    private final ShowDesk desk;
    private final Executor executor;
    private final Duration reportEvery;
    private final Consumer<UUID> calledOff;
    private final Map<UUID, ShowClock> clocks = new ConcurrentHashMap<>();
    private final Set<UUID> reporting = ConcurrentHashMap.newKeySet();

    /** @param calledOff told of a show's id when the desk says that it is called off while it is given */
    ShowClocks(ShowDesk desk, Executor executor, Duration reportEvery, Consumer<UUID> calledOff) {
        this.desk = desk;
        this.executor = executor;
        this.reportEvery = reportEvery;
        this.calledOff = calledOff;
    }

    /** A show is given in this room of the media node. */
    void open(LiveRoom room, Event show) {
        clocks.computeIfAbsent(room.roomId(), _ -> new ShowClock(show, room.publisherId(), reportEvery.toMillis()));
    }

    /** Does not block. */
    void onUsage(RoomUsage usage) {
        ShowClock clock = clocks.get(usage.roomId());
        if (clock != null && clock.advance(usage) && reporting.add(usage.roomId())) {
            executor.execute(() -> {
                try {
                    if (report(clock)) {
                        calledOff.accept(clock.showId());
                    }
                } finally {
                    reporting.remove(usage.roomId());
                }
            });
        }
    }

    /** Nobody publishes there for now: the desk hears what it has not heard yet. Blocks. */
    void flush(UUID roomId) {
        ShowClock clock = clocks.get(roomId);
        if (clock != null && clock.isBehind()) {
            var _ = report(clock);
        }
    }

    /** Nobody is left there. Blocks. */
    void close(UUID roomId) {
        flush(roomId);
        clocks.remove(roomId);
    }

    /** Whether the show turns out to be called off. */
    private boolean report(ShowClock clock) {
        long totalMs = clock.totalMs();
        try {
            Event show = desk.delivered(clock.showId(), totalMs);
            clock.reported(totalMs);
            return show == null || show.state().equals("CANCELLED");
        } catch (RuntimeException e) {
            LOG.warn("show {}: {} ms are not written down, the next report repeats it", clock.showId(), totalMs, e);
            return false;
        }
    }
}
