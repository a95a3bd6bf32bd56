package dev.stagedoor.signaling;

import dev.stagedoor.signaling.people.PerformerStore;
import dev.stagedoor.signaling.protocol.ServerEvent.PresenceChanged;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down when a performer was last there: at every change of presence, so that a crash loses little.
 *
 * @param executor where the database is waited for, because the board speaks inside its monitor
 */
record LastSeen(PerformerStore store, InstantSource clock, Executor executor) implements Consumer<PresenceChanged> {
    private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);

    @Override
    public void accept(PresenceChanged change) {
        Instant now = clock.instant();
        executor.execute(() -> write(change.performerId(), now));
    }

    private void write(UUID performerId, Instant now) {
        try {
            store.seen(performerId, now);
        } catch (RuntimeException e) {
            LOG.warn("cannot write down that {} was seen", performerId, e);
        }
    }
}
