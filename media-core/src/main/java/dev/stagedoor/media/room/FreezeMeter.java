package dev.stagedoor.media.room;

/** The share of the last seconds in which something held, with older time counting less. Belongs to one loop. */
final class FreezeMeter {
    /** After so long, what was counts for a third. */
    private static final double MEMORY_NS = 5e9;

    private double share;
    private long readNs = Long.MIN_VALUE;

    /** Until now since the last call it held, or did not. */
    void onTick(boolean frozen, long nowNs) {
        if (readNs != Long.MIN_VALUE) {
            double kept = Math.exp(-(nowNs - readNs) / MEMORY_NS);
            share = share * kept + (frozen ? 1 - kept : 0);
        }
        readNs = nowNs;
    }

    /** 0 to 1. */
    double share() {
        return share;
    }
}
