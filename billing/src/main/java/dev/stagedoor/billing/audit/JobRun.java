package dev.stagedoor.billing.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands.
 *
 * @param nodeId who runs it now, null if nobody does
 * @param last null until it has run
 */
public record JobRun(
        String name,
        Instant nextRunAt,
        @Nullable UUID nodeId,
        @Nullable Last last) {
    /**
     * The last run that ended.
     *
     * @param detail what it did, or why it could not
     */
    public record Last(Instant startedAt, long durationMs, Result result, String detail) {}

    /** How a run ended. */
    public enum Result {
        DONE,
        FAILED
    }
}
