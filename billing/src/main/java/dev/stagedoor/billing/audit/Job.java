package dev.stagedoor.billing.audit;

import java.time.Instant;

/**
 * Work that is due at certain times. It must be harmless to run twice, also on two nodes at once: a node that was too slow
 * is taken for dead.
 *
 * @param name its key in the database, small letters and dashes; never changes
 */
public record Job(String name, Schedule schedule, Work work) {
    /** The work itself. */
    @FunctionalInterface
    public interface Work {
        /** Does what is due at {@code now}. Returns what it did, in a few words for the console; throws if it could not. */
        String run(Instant now);
    }
}
