package dev.stagedoor.benchmarks.smoke;

/** What a call costs, written down once more and independently of billing, so that one checks the other. */
final class ChargeRule {
    private static final long SECOND_MS = 1_000;
    private static final long SECONDS_PER_MINUTE = 60;

    private ChargeRule() {}

    /**
     * Coins for a call charged by the second: each second begun costs a sixtieth of the rate, the sum rounded up to a whole
     * minor unit. A call without delivered media costs nothing.
     *
     * @param deliveredMs media delivered both ways
     * @param perMinuteMinor rate in minor units
     * @return minor units
     */
    static long bySecond(long deliveredMs, long perMinuteMinor) {
        return Math.ceilDiv(Math.multiplyExact(secondsBegun(deliveredMs), perMinuteMinor), SECONDS_PER_MINUTE);
    }

    /** The time that {@link #bySecond} charges, in ms. */
    static long chargedMs(long deliveredMs) {
        return secondsBegun(deliveredMs) * SECOND_MS;
    }

    private static long secondsBegun(long deliveredMs) {
        return Math.ceilDiv(deliveredMs, SECOND_MS);
    }
}
