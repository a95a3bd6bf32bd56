package dev.stagedoor.media.congestion;

/**
 * Notices a queue that neither grows nor empties. The delay trend sees only change; a queue that is full has none, and what
 * is lost behind it looks like a bad radio. The sign is that packets take much longer than the fastest did lately.
 *
 * <p>A new route may be longer for good. So if the delay stays although less has been sent for a while, it is taken for the
 * path's own.
 */
final class StandingQueue {
    private static final long LONG_NS = 100_000_000;
    private static final long MEMORY_NS = 15_000_000_000L;
    private static final long PATIENCE_NS = 4_000_000_000L;
    private static final int AVERAGING = 8;

    private boolean started;
    private long least;
    private long leastBefore;
    private long turnNs;
    private long smoothed;
    private boolean standing;
    private long standingSinceNs;

    /** A packet has arrived; the clocks of both times may differ by a constant. */
    void onPacket(long sentNs, long arrivalNs) {
        long delay = arrivalNs - sentNs;
        if (!started) {
            started = true;
            restart(delay, arrivalNs);
        }
        if (arrivalNs - turnNs >= MEMORY_NS) {
            turnNs = arrivalNs;
            leastBefore = least;
            least = delay;
        }
        least = Math.min(least, delay);
        smoothed += (delay - smoothed) / AVERAGING;
        boolean before = standing;
        standing = smoothed - Math.min(least, leastBefore) > LONG_NS;
        if (standing && !before) {
            standingSinceNs = arrivalNs;
        } else if (standing && arrivalNs - standingSinceNs >= PATIENCE_NS) {
            restart(smoothed, arrivalNs);
        }
    }

    /** Whether packets have been waiting. */
    boolean isStanding() {
        return standing;
    }

    private void restart(long delay, long nowNs) {
        least = delay;
        leastBefore = delay;
        smoothed = delay;
        turnNs = nowNs;
        standing = false;
    }
}
