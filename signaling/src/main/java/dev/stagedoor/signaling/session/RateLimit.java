package dev.stagedoor.signaling.session;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket: so much at once, so much per second. Counted in nanoseconds, so that nothing is rounded away. Confined
 * to one mailbox.
 */
final class RateLimit {
    private final long costNs;
    private final long capacityNs;
    private long creditNs;
    private long seenNs;

    /**
     * @param burst how many at once
     * @param perSecond how many on average
     */
    RateLimit(int burst, int perSecond, long nowNs) {
        costNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
        capacityNs = costNs * burst;
        creditNs = capacityNs;
        seenNs = nowNs;
    }

    /** Whether one more is within the limit; takes it if so. */
    boolean take(long nowNs) {
        creditNs = Math.min(capacityNs, creditNs + (nowNs - seenNs));
        seenNs = nowNs;
        if (creditNs < costNs) {
            return false;
        }
        creditNs -= costNs;
        return true;
    }
}
