package dev.stagedoor.media.stream;

/**
 * Turns many wishes for a key frame into few requests to the source. The first wish is passed on at once; while one is
 * under way, others ride on it; if no key frame comes, the request is repeated. So a hundred viewers who join together
 * cost the publisher one key frame, and a viewer who asks all the time costs at most one per interval.
 */
public final class KeyFrameRequests {
    private final long minIntervalNs;
    private boolean wanted;
    private boolean asked;
    private long askedNs;

    /** @param minIntervalNs between two requests to the source */
    public KeyFrameRequests(long minIntervalNs) {
        this.minIntervalNs = minIntervalNs;
    }

    /** Somebody needs a key frame. */
    public void want() {
        wanted = true;
    }

    /** A key frame began; who waited is served. */
    public void onKeyFrame() {
        wanted = false;
    }

    /** Whether a request is to be sent now; then it counts as sent. */
    public boolean takeDue(long nowNs) {
        if (!wanted || (asked && nowNs - askedNs < minIntervalNs)) {
            return false;
        }
        asked = true;
        askedNs = nowNs;
        return true;
    }
}
