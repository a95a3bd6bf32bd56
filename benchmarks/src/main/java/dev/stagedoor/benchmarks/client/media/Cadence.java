package dev.stagedoor.benchmarks.client.media;

import java.util.concurrent.TimeUnit;

/**
 * When the next of a regular series is due. The n-th is due at start + n seconds / rate, so that neither lateness nor rounding
 * adds up; after a long halt the missed ones are left out instead of being sent in one burst that no real encoder would make.
 */
final class Cadence {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_BEHIND = 4;

    private final long startNs;
    private final int perSecond;
    private long count;

    Cadence(long startNs, int perSecond) {
        this.startNs = startNs;
        this.perSecond = perSecond;
    }

    long dueNs() {
        return startNs + count * SECOND_NS / perSecond;
    }

    boolean isDue(long nowNs) {
        return nowNs >= dueNs();
    }

    /** How many were due before the one that is due next. */
    long count() {
        return count;
    }

    /** One was sent, or left out. */
    void advance(long nowNs) {
        var behind = (nowNs - dueNs()) * perSecond / SECOND_NS;
        count += behind > MAX_BEHIND ? behind : 1;
    }
}
