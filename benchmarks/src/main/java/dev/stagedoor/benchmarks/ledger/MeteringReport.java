package dev.stagedoor.benchmarks.ledger;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a run of {@code bench metering} came to.
 *
 * @param sessions metered at the same time
 * @param increment what is charged once it has begun
 * @param seconds measured, after all had begun
 * @param javaCores CPU time of this process per second: metering, maintenance, and the clock that reports for all sessions
 * @param postgresCores CPU time of the database's processes per second
 * @param stepMs from handing over a report that made coins move until it is answered, and durable
 * @param lateMs from the moment at which that report was due until it is answered
 * @param skipped reports that found the one before still under way; the next one says what they would have said
 * @param invariantsHeld whether the reconciliation found nothing afterwards, every receipt is what its delivered time
 *     costs, and coins used are the sum of the receipts
 */
public record MeteringReport(
        int sessions,
        String increment,
        double seconds,
        PerSecond perSecond,
        double javaCores,
        double postgresCores,
        Percentiles stepMs,
        Percentiles lateMs,
        long skipped,
        boolean invariantsHeld,
        List<String> findings) {
    public MeteringReport {
        findings = List.copyOf(findings);
    }

    /**
     * How often what happened.
     *
     * @param reports of delivered time that were answered
     * @param heartbeats that made delivered time durable
     * @param captures of coins for increments that began
     * @param extensions of holds
     */
    public record PerSecond(double reports, double heartbeats, double captures, double extensions) {}

    /** In milliseconds; 0 where nothing was counted. */
    public record Percentiles(double p50, double p99, double most) {
        private static final double US_PER_MS = 1_000;
        private static final double MEDIAN = 50;
        private static final double LATE = 99;

        static Percentiles ofMicroseconds(Histogram us) {
            return new Percentiles(
                    us.getValueAtPercentile(MEDIAN) / US_PER_MS,
                    us.getValueAtPercentile(LATE) / US_PER_MS,
                    us.getMaxValue() / US_PER_MS);
        }

        String words() {
            return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, at most %.1f ms", p50, p99, most);
        }
    }

    /** For people. */
    List<String> lines() {
        return List.of(
                String.format(Locale.ROOT, "%,d calls by the %s, metered for %.0f s", sessions, increment, seconds),
                String.format(
                        Locale.ROOT,
                        "a second: %,.0f reports, %,.0f heartbeats, %,.0f captures, %,.0f extensions",
                        perSecond.reports(),
                        perSecond.heartbeats(),
                        perSecond.captures(),
                        perSecond.extensions()),
                String.format(
                        Locale.ROOT,
                        "%.1f %% of a core in Java, %.1f %% in PostgreSQL",
                        javaCores * 100,
                        postgresCores * 100),
                "a step takes " + stepMs.words(),
                "a step is answered after it was due: " + lateMs.words(),
                String.format(Locale.ROOT, "%,d reports found the one before under way", skipped),
                invariantsHeld
                        ? "the books and all receipts are right"
                        : "THE BOOKS ARE WRONG: " + String.join("; ", findings));
    }
}
