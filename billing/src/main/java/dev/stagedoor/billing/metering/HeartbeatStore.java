package dev.stagedoor.billing.metering;

import java.time.Instant;

/** Where heartbeats are kept after their sessions. */
public interface HeartbeatStore {
    /**
     * Deletes, in one transaction, the heartbeats of at most so many sessions that ended before {@code endedBefore}, and are not
     * argued about; keeps what they came to.
     */
    Deleted delete(Instant endedBefore, int sessions);

    /** How much was deleted. */
    record Deleted(long sessions, long heartbeats) {}
}
