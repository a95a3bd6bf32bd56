package dev.stagedoor.signaling;

import dev.stagedoor.signaling.people.PerformerStore;
import dev.stagedoor.signaling.protocol.ServerEvent.PresenceChanged;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Writes down when a performer was last there: at every change of presence, so that a crash loses little.
 *
 * @param executor where the database is waited for, because the board speaks inside its monitor
 */
record LastSeen(PerformerStore store, InstantSource clock, Executor executor) implements Consumer<PresenceChanged> {
    @Override
    public void accept(PresenceChanged change) {
        Instant now = clock.instant();
        executor.execute(() -> store.seen(change.performerId(), now));
    }
}
