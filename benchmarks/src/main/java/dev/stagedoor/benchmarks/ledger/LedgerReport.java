package dev.stagedoor.benchmarks.ledger;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@code bench ledger} came to.
 *
 * @param writers at the same time
 * @param seconds measured, warm-up not counted
 * @param hot whether all tips of the headline went to one performer
 * @param postingsPerSecond committed
 * @param hotRatio rate with one performer over rate with many, measured in turns
 * @param cpuUsPerPosting over both kinds of turn
 * @param entries in the journal at the end
 * @param loopPostingsPerSecond of pgbench, a C program, calling the posting function as often as it can with as many
 *     connections; null where it is not installed or was not asked for
 * @param invariantsHeld whether the reconciliation found nothing afterwards and no tip was lost or doubled
 */
public record LedgerReport(
        int writers,
        double seconds,
        boolean hot,
        double postingsPerSecond,
        LatencyMs latencyMs,
        double hotRatio,
        CpuUs cpuUsPerPosting,
        long entries,
        @Nullable Double loopPostingsPerSecond,
        boolean invariantsHeld,
        List<String> findings) {
    public LedgerReport {
        findings = List.copyOf(findings);
    }

    /** From asking for a tip until it is known to be durable. */
    public record LatencyMs(double p50, double p99) {}

    /**
     * CPU time of whole processes, which what others do on the machine moves less than rates.
     *
     * @param java of this process, writers and maintenance included
     * @param postgres of all processes of the database
     */
    public record CpuUs(double java, double postgres) {}

    /** For people. */
    List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,.0f postings a second by %d writers over %.0f s%s",
                        postingsPerSecond,
                        writers,
                        seconds,
                        hot ? ", all to one performer" : ""),
                String.format(Locale.ROOT, "latency p50 %.1f ms, p99 %.1f ms", latencyMs.p50(), latencyMs.p99()),
                String.format(Locale.ROOT, "one performer against many: %.0f %%", hotRatio * 100),
                String.format(
                        Locale.ROOT,
                        "CPU time a posting: %.0f µs in Java, %.0f µs in PostgreSQL",
                        cpuUsPerPosting.java(),
                        cpuUsPerPosting.postgres()),
                loopPostingsPerSecond == null
                        ? "no comparison with pgbench"
                        : String.format(Locale.ROOT, "pgbench in a loop: %,.0f a second", loopPostingsPerSecond),
                String.format(Locale.ROOT, "%,d entries in the journal", entries),
                invariantsHeld ? "the books are right" : "THE BOOKS ARE WRONG: " + String.join("; ", findings));
    }
}
