package dev.stagedoor.media.rtp;

/** Arithmetic of 32-bit RTP timestamps (RFC 3550 §5.1), held as 0 to 2^32 − 1 in a long. */
public final class Timestamps {
    private static final long MASK = 0xFFFF_FFFFL;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private Timestamps() {}

    /** {@code to - from} as the shorter way round, in ticks. */
    public static int distance(long from, long to) {
        return (int) (to - from);
    }

    /** {@code timestamp + ticks} modulo 2^32. */
    public static long plus(long timestamp, long ticks) {
        return (timestamp + ticks) & MASK;
    }

    /** How many ticks of a clock of {@code clockRateHz} pass in {@code ns} nanoseconds, rounded down. */
    public static long ticks(long ns, int clockRateHz) {
        long wholeSeconds = Math.floorDiv(ns, NS_PER_SECOND);
        return wholeSeconds * clockRateHz + Math.floorMod(ns, NS_PER_SECOND) * clockRateHz / NS_PER_SECOND;
    }
}
