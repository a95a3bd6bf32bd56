package dev.stagedoor.media.room;

/**
 * How a stream of ours arrives, as its receiver reported last (RFC 3550 §6.4.1).
 *
 * @param lost packets since the beginning, retransmissions not counted
 * @param lossRatio 0 to 1, since the report before
 */
record ArrivalReport(int lost, double lossRatio, double jitterMs) {
    /** Nothing was reported yet. */
    static final ArrivalReport NONE = new ArrivalReport(0, 0, 0);

    /** As it stands in the report block. */
    static ArrivalReport of(int fractionLost, int cumulativeLost, long jitterTicks, int clockRateHz) {
        double jitterMs = jitterTicks * 1_000.0 / clockRateHz;
        return new ArrivalReport(Math.max(0, cumulativeLost), fractionLost / 256.0, jitterMs);
    }
}
