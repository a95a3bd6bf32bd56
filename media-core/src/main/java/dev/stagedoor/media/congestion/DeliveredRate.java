package dev.stagedoor.media.congestion;

import java.util.Arrays;

/** How much of what was sent has arrived per second, by the receiver's clock, over the last half second or less. */
final class DeliveredRate {
    private static final long BUCKET_NS = 50_000_000;
    private static final int BUCKETS = 10;
    private static final int MIN_BUCKETS = 3;
    private static final int FEW_BUCKETS = 3;

    /** Over so few buckets a rate is known to a packet or two only. */
    private static final double MUCH_LESS = 0.7;

    private static final long NS_PER_SECOND = 1_000_000_000;

    private final long[] bytes = new long[BUCKETS];
    private boolean started;
    private long first;
    private long newest;

    /** A packet of so many bytes has arrived. */
    void onPacket(int packetBytes, long arrivalNs) {
        long bucket = Math.floorDiv(arrivalNs, BUCKET_NS);
        if (!started || bucket - newest > BUCKETS) {
            Arrays.fill(bytes, 0);
            started = true;
            first = bucket;
            newest = bucket;
        }
        while (newest < bucket) {
            newest++;
            bytes[(int) Math.floorMod(newest, (long) BUCKETS)] = 0;
        }
        if (bucket > newest - BUCKETS) {
            bytes[(int) Math.floorMod(bucket, (long) BUCKETS)] += packetBytes;
        }
    }

    /** Bits a second over whole buckets of the last half second, 0 until there are enough. */
    long bitsPerSecond() {
        return over(BUCKETS - 1L);
    }

    /**
     * The same where packets come out of a queue: if much less came at last, that is what leaves it, and what came before counts no
     * longer.
     */
    long bitsPerSecondAfterFall() {
        long all = bitsPerSecond();
        long last = over(FEW_BUCKETS);
        return last < MUCH_LESS * all ? last : all;
    }

    private long over(long buckets) {
        long whole = Math.min(buckets, newest - first);
        if (!started || whole < MIN_BUCKETS) {
            return 0;
        }
        long sum = 0;
        for (long bucket = newest - whole; bucket < newest; bucket++) {
            sum += bytes[(int) Math.floorMod(bucket, (long) BUCKETS)];
        }
        return sum * 8 * NS_PER_SECOND / (whole * BUCKET_NS);
    }
}
