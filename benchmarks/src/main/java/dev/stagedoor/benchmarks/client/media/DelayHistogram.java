package dev.stagedoor.benchmarks.client.media;

/**
 * Counts delays in buckets that grow with the value: each power of two of microseconds is cut into 16, so that a quantile is
 * right to about 6 %. Recording touches one long and allocates nothing.
 */
public final class DelayHistogram {
    private static final int SUB_BUCKET_BITS = 4;
    private static final int SUB_BUCKETS = 1 << SUB_BUCKET_BITS;
    private static final long NS_PER_US = 1_000;
    private static final int BUCKETS = (Long.SIZE - SUB_BUCKET_BITS) * SUB_BUCKETS;

    private final long[] counts = new long[BUCKETS];
    private long count;
    private long maxUs;

    /** Counts one delay; a negative one, from clocks that disagree, counts as zero. */
    public void record(long delayNs) {
        var delayUs = Math.max(0, delayNs / NS_PER_US);
        counts[bucket(delayUs)]++;
        count++;
        maxUs = Math.max(maxUs, delayUs);
    }

    /** Adds the counts of another histogram. */
    public void add(DelayHistogram other) {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        maxUs = Math.max(maxUs, other.maxUs);
    }

    /** How many delays were counted. */
    public long count() {
        return count;
    }

    /** The largest delay in ms. */
    public double maxMs() {
        return maxUs / 1e3;
    }

    /** The delay in ms that a share {@code quantile} (0 to 1) of all does not exceed; 0 if nothing was counted. */
    public double quantileMs(double quantile) {
        var wanted = (long) Math.ceil(quantile * count);
        var seen = 0L;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(highestUs(i), maxUs) / 1e3;
            }
        }
        return 0;
    }

    private static int bucket(long us) {
        if (us < SUB_BUCKETS) {
            return (int) us;
        }
        var shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(us) - SUB_BUCKET_BITS;
        return (shift + 1) * SUB_BUCKETS + (int) (us >>> shift) - SUB_BUCKETS;
    }

    private static long highestUs(int bucket) {
        if (bucket < SUB_BUCKETS) {
            return bucket;
        }
        var shift = bucket / SUB_BUCKETS - 1;
        return ((long) (bucket % SUB_BUCKETS + SUB_BUCKETS + 1) << shift) - 1;
    }
}
