package dev.stagedoor.media.congestion;

/** When something may be tried again: after a rest that doubles with each failure in a row, up to a bound. */
final class Backoff {
    private final long leastNs;
    private final long mostNs;
    private long waitNs;
    private long nextNs = Long.MIN_VALUE;

    Backoff(long leastNs, long mostNs) {
        this.leastNs = leastNs;
        this.mostNs = mostNs;
        waitNs = leastNs;
    }

    boolean mayTry(long nowNs) {
        return nowNs >= nextNs;
    }

    /** It failed. */
    void onFailure(long nowNs) {
        rest(nowNs);
        waitNs = Math.min(mostNs, 2 * waitNs);
    }

    /** Rests as long as after a failure, though it was none. */
    void rest(long nowNs) {
        nextNs = Math.max(nextNs, nowNs + waitNs);
    }

    /** Failures before count no longer; whoever rests, rests on. */
    void forget() {
        waitNs = leastNs;
    }

    /** It succeeded: may be tried again at once. */
    void onSuccess(long nowNs) {
        forget();
        nextNs = nowNs;
    }
}
