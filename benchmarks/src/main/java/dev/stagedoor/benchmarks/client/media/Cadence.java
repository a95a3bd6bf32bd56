package dev.stagedoor.benchmarks.client.media;

/**
 * When the next of a regular series is due. The n-th is due at start + n × interval, so that lateness does not add up; after
 * a long halt the missed ones are left out instead of being sent in one burst that no real encoder would make.
 */
final class Cadence {
    private static final int MAX_BEHIND = 4;

    private final long intervalNs;
    private long dueNs;

    Cadence(long startNs, long intervalNs) {
        this.dueNs = startNs;
        this.intervalNs = intervalNs;
    }

    long dueNs() {
        return dueNs;
    }

    boolean isDue(long nowNs) {
        return nowNs >= dueNs;
    }

    /** One was sent. Returns how many intervals the series moved on, 1 unless some were left out. */
    int advance(long nowNs) {
        var behind = (nowNs - dueNs) / intervalNs;
        var steps = behind > MAX_BEHIND ? (int) behind : 1;
        dueNs += steps * intervalNs;
        return steps;
    }
}
