package dev.stagedoor.benchmarks.client.media;

/**
 * The time of sending in the last bytes of a payload, from which the receiver has the delay from end to end. It is
 * {@code System.nanoTime()}, which on one Linux machine is one clock for all processes.
 */
final class SendTime {
    /** A mark and the time. */
    static final int BYTES = Integer.BYTES + Long.BYTES;

    /** What {@link #read} gives when there is no time in the payload. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MARK = 0x53444C59;

    private SendTime() {}

    /** Writes into the {@link #BYTES} bytes before {@code payloadEnd}. */
    static void write(byte[] packet, int payloadEnd, long nowNs) {
        Bytes.putInt(packet, payloadEnd - BYTES, MARK);
        Bytes.putLong(packet, payloadEnd - Long.BYTES, nowNs);
    }

    /** The time of sending in ns, or {@link #NONE}. */
    static long read(byte[] packet, int payloadOffset, int payloadLength) {
        var mark = payloadOffset + payloadLength - BYTES;
        if (payloadLength < BYTES || Bytes.getInt(packet, mark) != MARK) {
            return NONE;
        }
        return Bytes.getLong(packet, mark + Integer.BYTES);
    }
}
