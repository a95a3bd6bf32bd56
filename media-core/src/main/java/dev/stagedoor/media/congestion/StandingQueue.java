package dev.stagedoor.media.congestion;

/**
 * Notices a queue that neither grows nor empties. The delay trend sees only change; a queue that is full has none, and what
 * is lost behind it looks like a bad radio. The sign is that packets take much longer than the fastest did lately.
 *
 * <p>A new route may be longer for good. A queue is told from it by what arrives: as long as packets wait, the bottleneck is
 * never idle, so as much arrives as it lets through. If much less arrives and the delay stays, or if it stays for long, it
 * is taken for the path's own.
 */
final class StandingQueue {
    private static final long LONG_NS = 100_000_000;
    private static final long MEMORY_NS = 15_000_000_000L;
    private static final long PATIENCE_NS = 4_000_000_000L;
    private static final int AVERAGING = 8;

    /** What arrives is measured over half a second, and may at first be from before the queue. */
    private static final long MEASURING_NS = 600_000_000;

    private static final double MUCH_LESS = 0.6;

    private boolean started;
    private long least;
    private long leastBefore;
    private long turnNs;
    private long smoothed;
    private boolean standing;
    private long standingSinceNs;
    private long newestNs;
    private long newestDelay;
    private long most;

    /** A packet has arrived; the clocks of both times may differ by a constant. */
    void onPacket(long sentNs, long arrivalNs) {
        long delay = arrivalNs - sentNs;
        newestNs = arrivalNs;
        newestDelay = delay;
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
        standing = isLong(smoothed);
        if (standing && !before) {
            standingSinceNs = arrivalNs;
            most = 0;
        } else if (standing && arrivalNs - standingSinceNs >= PATIENCE_NS) {
            restart(smoothed, arrivalNs);
        }
    }

    /** What makes a queue on purpose has arrived: it may tell that there was none left. */
    void onPadding(long sentNs, long arrivalNs) {
        long delay = arrivalNs - sentNs;
        newestDelay = delay;
        if (standing && !isLong(delay)) {
            smoothed = delay;
            standing = false;
        }
    }

    private boolean isLong(long delay) {
        return delay - Math.min(least, leastBefore) > LONG_NS;
    }

    /**
     * So much arrives, bits a second, after {@link #onPacket} was told of it.
     *
     * @return whether that shows that what looked like a queue was a longer route
     */
    boolean onDelivered(long bitsPerSecond) {
        if (!standing || newestNs - standingSinceNs < MEASURING_NS) {
            return false;
        }
        most = Math.max(most, bitsPerSecond);
        // Who sends less also gets less, but the queue is gone then, too.
        if (bitsPerSecond >= MUCH_LESS * most || !isLong(newestDelay)) {
            return false;
        }
        restart(smoothed, newestNs);
        return true;
    }

    /** Whether packets have been waiting. */
    boolean isStanding() {
        return standing;
    }

    /** What was fastest is not to be compared with what follows. */
    void reset() {
        started = false;
        standing = false;
    }

    private void restart(long delay, long nowNs) {
        least = delay;
        leastBefore = delay;
        smoothed = delay;
        turnNs = nowNs;
        standing = false;
    }
}
