package dev.stagedoor.media.rtp;

/**
 * Makes an ever-growing number out of a wrapping 16-bit one. Each value is taken as the nearest to the newest seen, so
 * reordering across the wrap is undone too. Values before the first may be negative.
 */
public final class SequenceUnwrapper {
    private boolean started;
    private long newest;

    /** The unwrapped number of a packet that has really arrived; later values are taken relative to the newest such. */
    public long unwrap(int sequenceNumber) {
        long unwrapped = peek(sequenceNumber);
        newest = started ? Math.max(newest, unwrapped) : unwrapped;
        started = true;
        return unwrapped;
    }

    /** The unwrapped number without taking note of it. */
    public long peek(int sequenceNumber) {
        return started ? newest + SequenceNumbers.distance((int) (newest & 0xFFFF), sequenceNumber) : sequenceNumber;
    }

    /** Forgets everything, for a new stream. */
    public void reset() {
        started = false;
        newest = 0;
    }
}
