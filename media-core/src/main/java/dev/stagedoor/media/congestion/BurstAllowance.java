package dev.stagedoor.media.congestion;

/**
 * Keeps bursts of media, which are sent in one go because a viewer begins in the middle of something, to what a path digests.
 * Each is taken to keep the path busy for its size divided by the rate that the path is believed to carry, one after the other; so
 * many sections that begin together share one allowance.
 *
 * <pre>
 *  now                    most
 *   |[first burst][second]  |  third?     the third would end too late, and is not sent
 *                         ^ drained
 * </pre>
 *
 * <p>Why not a rate and a bucket: what matters is how long sound waits behind the burst, and that is a time.
 */
final class BurstAllowance {
    private static final long BITS_PER_BYTE = 8;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private boolean sending;
    private long drainedNs = Long.MIN_VALUE;

    /** Whether a burst of so many bytes ends within {@code mostNs}; if so, it begins now, until {@link #end}. */
    boolean begin(long bytes, long bitsPerSecond, long mostNs, long nowNs) {
        long endNs = Math.max(nowNs, drainedNs) + bytes * BITS_PER_BYTE * NS_PER_SECOND / bitsPerSecond;
        if (endNs - nowNs > mostNs) {
            return false;
        }
        drainedNs = endNs;
        sending = true;
        return true;
    }

    /** All of it was sent. */
    void end() {
        sending = false;
    }

    /** Whether what is sent now is part of one. */
    boolean isSending() {
        return sending;
    }

    /** Whether the path is busy with one, as far as is known. */
    boolean isDraining(long nowNs) {
        return nowNs < drainedNs;
    }
}
