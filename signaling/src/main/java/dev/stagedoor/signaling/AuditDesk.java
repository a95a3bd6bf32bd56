package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console asks about the jobs of billing and about what they found. Read only. Methods may block. */
public interface AuditDesk {
    /** Every job, in order of name. */
    List<Job> jobs();

    /** The newest report of every check; empty before the first reconciliation. */
    List<CheckReport> reconciliation();

    /**
     * @param running whether a node is at it
     * @param last null until it has run
     */
    record Job(
            String name,
            Instant nextRunAt,
            boolean running,
            @Nullable JobRun last) {}

    /**
     * @param result {@code DONE} or {@code FAILED}
     * @param detail what it did, or why it could not
     */
    record JobRun(Instant at, long durationMs, String result, String detail) {}

    /**
     * @param check its name
     * @param status {@code OK}, {@code WARNING} or {@code FAILURE}
     * @param claim what holds when nothing is found
     * @param found how many things should not be
     * @param samples the first of them, a line each; with a report, its figures
     * @param remedy what to do about a finding, empty without one
     */
    record CheckReport(
            String check,
            String status,
            String claim,
            long found,
            List<String> samples,
            String remedy,
            Instant at,
            long durationMs) {
        public CheckReport {
            samples = List.copyOf(samples);
        }
    }
}
