package dev.stagedoor.benchmarks.client.media;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts delays in microseconds up to a minute, each right to 1 %. Recording allocates nothing. */
public final class DelayHistogram {
    private static final long NS_PER_US = 1_000;
    private static final long MAX_US = TimeUnit.MINUTES.toMicros(1);
    private static final int SIGNIFICANT_DIGITS = 2;
    private static final double PERCENT = 100;

    private final Histogram histogram = new Histogram(MAX_US, SIGNIFICANT_DIGITS);

    /** Counts one delay; a negative one, from clocks that disagree, counts as zero, one beyond a minute as a minute. */
    public void record(long delayNs) {
        histogram.recordValue(Math.clamp(delayNs / NS_PER_US, 0, MAX_US));
    }

    /** Adds the counts of another histogram. */
    public void add(DelayHistogram other) {
        histogram.add(other.histogram);
    }

    /** Takes away the counts of a histogram that is part of this: an earlier copy, for what came since. */
    public void subtract(DelayHistogram earlier) {
        histogram.subtract(earlier.histogram);
    }

    /** How many delays were counted. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** The largest delay in ms. */
    public double maxMs() {
        return histogram.getMaxValue() / 1e3;
    }

    /** The delay in ms that a share {@code quantile} (0 to 1) of all does not exceed; 0 if nothing was counted. */
    public double quantileMs(double quantile) {
        return count() == 0
                ? 0
                : Math.min(histogram.getValueAtPercentile(quantile * PERCENT), histogram.getMaxValue()) / 1e3;
    }
}
