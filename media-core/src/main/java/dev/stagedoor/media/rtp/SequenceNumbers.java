package dev.stagedoor.media.rtp;

/** Arithmetic of 16-bit sequence numbers (RFC 3550 §5.1, RFC 1982): a number is newer if less than half a turn ahead. */
public final class SequenceNumbers {
    private SequenceNumbers() {}

    /** {@code to - from} as the shorter way round, −32,768 to 32,767. */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }

    /** {@code sequenceNumber + by} modulo 65,536. */
    public static int plus(int sequenceNumber, int by) {
        return (sequenceNumber + by) & 0xFFFF;
    }
}
