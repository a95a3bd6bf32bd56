package dev.stagedoor.media.stream;

/** Lets through so many things a second, with as many saved up as come in one second. Time is handed in. */
public final class TokenBucket {
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final long intervalNs;
    private final long capacityNs;
    private long savedNs;
    private long lastNs;
    private boolean started;

    /** @param perSecond at least 1 */
    public TokenBucket(int perSecond) {
        intervalNs = NS_PER_SECOND / perSecond;
        capacityNs = NS_PER_SECOND;
    }

    /** Whether one more may pass now. */
    public boolean tryTake(long nowNs) {
        savedNs = started ? Math.min(capacityNs, savedNs + nowNs - lastNs) : capacityNs;
        started = true;
        lastNs = nowNs;
        if (savedNs < intervalNs) {
            return false;
        }
        savedNs -= intervalNs;
        return true;
    }
}
