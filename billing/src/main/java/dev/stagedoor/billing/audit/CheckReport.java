package dev.stagedoor.billing.audit;

import java.time.Instant;
import java.util.List;

/**
 * What a check came to.
 *
 * @param found how many things should not be
 * @param samples the first of them, a line each; with a report, its figures
 * @param at when the run it belongs to began
 */
public record CheckReport(Check check, Status status, long found, List<String> samples, long durationMs, Instant at) {
    public CheckReport {
        samples = List.copyOf(samples);
    }

    /** The worst first by ordinal from the end. */
    public enum Status {
        OK,
        WARNING,
        FAILURE
    }
}
