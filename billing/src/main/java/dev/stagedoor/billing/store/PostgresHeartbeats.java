package dev.stagedoor.billing.store;

import dev.stagedoor.billing.metering.HeartbeatStore;
import dev.stagedoor.billing.store.jooq.Routines;
import java.time.Instant;

/** Heartbeats in PostgreSQL, which only the database's own function may delete. */
public final class PostgresHeartbeats implements HeartbeatStore {
    private final Database database;

    public PostgresHeartbeats(Database database) {
        this.database = database;
    }

    @Override
    public Deleted delete(Instant endedBefore, int sessions) {
        return database.transact(transaction -> {
            var gone =
                    Routines.deleteHeartbeats(transaction.sql().configuration(), Instants.utc(endedBefore), sessions);
            return new Deleted(gone.getSessions(), gone.getBeats());
        });
    }
}
