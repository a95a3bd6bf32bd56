package dev.stagedoor.billing.metering;

import java.time.Duration;
import java.time.Instant;

/** Heartbeats are evidence for a while. Later what they came to is enough. */
public final class HeartbeatRetention {
    /** Far longer than anybody may complain; banks take their time, too. The database holds to the same. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** Heartbeats of so many sessions in one transaction, so that each is short: some ten thousand rows. */
    private static final int SESSIONS_AT_ONCE = 100;

    /** What is left after so many transactions is left for the next night. */
    private static final int PORTIONS_A_RUN = 2_000;

    private final HeartbeatStore store;

    public HeartbeatRetention(HeartbeatStore store) {
        this.store = store;
    }

    /** Deletes what is old enough at {@code now}. Harmless to repeat. */
    public String run(Instant now) {
        Instant endedBefore = now.minus(KEPT);
        long sessions = 0;
        long heartbeats = 0;
        for (int portion = 0; portion < PORTIONS_A_RUN; portion++) {
            HeartbeatStore.Deleted deleted = store.delete(endedBefore, SESSIONS_AT_ONCE);
            sessions += deleted.sessions();
            heartbeats += deleted.heartbeats();
            if (deleted.sessions() < SESSIONS_AT_ONCE) {
                break;
            }
        }
        return heartbeats + " heartbeats of " + sessions + " sessions deleted";
    }
}
