package dev.stagedoor.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What all calls have seen together; counts only while it is open, complaints always. Any thread. */
final class MeteringTally {
    /** A minute, in microseconds, to three digits. */
    private static final long LONGEST_US = 60_000_000;

    private static final int DIGITS = 3;
    private static final int COMPLAINTS_KEPT = 10;

    private final Histogram stepUs = newHistogram();
    private final Histogram lateUs = newHistogram();
    private final LongAdder reports = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private volatile boolean open;

    private static Histogram newHistogram() {
        var histogram = new ConcurrentHistogram(LONGEST_US, DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    void open(boolean now) {
        open = now;
    }

    void report() {
        if (open) {
            reports.increment();
        }
    }

    void skipped() {
        if (open) {
            skipped.increment();
        }
    }

    /** A report moved coins. */
    void step(long tookNs, long lateNs) {
        if (open) {
            stepUs.recordValue(TimeUnit.NANOSECONDS.toMicros(tookNs));
            lateUs.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, lateNs)));
        }
    }

    void failed(String complaint) {
        if (complaints.size() < COMPLAINTS_KEPT) {
            complaints.add(complaint);
        }
    }

    long reports() {
        return reports.sum();
    }

    long skippedReports() {
        return skipped.sum();
    }

    MeteringReport.Percentiles stepMs() {
        return MeteringReport.Percentiles.ofMicroseconds(stepUs);
    }

    MeteringReport.Percentiles lateMs() {
        return MeteringReport.Percentiles.ofMicroseconds(lateUs);
    }

    List<String> complaints() {
        return new ArrayList<>(complaints);
    }
}
