package dev.stagedoor.media.congestion;

/**
 * Bears a lack for a moment. An estimate may sink below what flows by a mistake, since a jolt looks like a queue, or because it
 * backs off while a queue empties; either is over within a second.
 */
public final class Patience {
    private static final long MOST_NS = 1_000_000_000;

    private boolean lacking;
    private long sinceNs;

    /** Whether what lacks now has lacked for a moment only. */
    public boolean bears(boolean lacks, long nowNs) {
        if (lacks && !lacking) {
            sinceNs = nowNs;
        }
        lacking = lacks;
        return lacks && nowNs - sinceNs < MOST_NS;
    }
}
