package dev.stagedoor.media.rtcp;

import static dev.stagedoor.media.rtp.WireBytes.putU16;
import static dev.stagedoor.media.rtp.WireBytes.putU24;
import static dev.stagedoor.media.rtp.WireBytes.putU8;

import org.jspecify.annotations.Nullable;

/** Writes transport-wide feedback messages; {@link TransportFeedback} says how they look. Reusable, allocates nothing. */
public final class TransportFeedbackWriter {
    /** Marks a packet that has not arrived. */
    public static final long MISSING = Long.MIN_VALUE;

    /** The most packets one message of ours covers: some 0.4 s of a 2.5 Mb/s publisher, well inside one datagram. */
    public static final int MAX_PACKETS = 256;

    private static final int MAX_RUN = 0x1FFF;

    private final byte[] symbols = new byte[MAX_PACKETS];
    private final int[] deltas = new int[MAX_PACKETS];
    private long referenceTime;

    /**
     * Appends one message about consecutive packets.
     *
     * @param arrivalTicks when each arrived, in 250 µs, or {@link #MISSING}
     * @param count how many, at most {@link #MAX_PACKETS}
     * @return how many the message covers, fewer when a delta is too large for it; 0 if there was no room
     */
    public int write(
            RtcpWriter out,
            long senderSsrc,
            long mediaSsrc,
            int baseSequenceNumber,
            int feedbackCount,
            long[] arrivalTicks,
            int count) {
        referenceTime = referenceTime(arrivalTicks, count);
        int covered = classify(arrivalTicks, count, referenceTime * TransportFeedback.TICKS_PER_REFERENCE);
        int deltaBytes = 0;
        for (int i = 0; i < covered; i++) {
            deltaBytes += symbols[i];
        }
        int bodyBytes = (TransportFeedback.FIXED_BYTES + chunks(covered, null, 0) + deltaBytes + 3) & ~3;
        int body = out.transportFeedback(senderSsrc, mediaSsrc, bodyBytes);
        if (body < 0) {
            return 0;
        }
        putU16(out.memory(), body, baseSequenceNumber);
        putU16(out.memory(), body + 2L, covered);
        putU24(out.memory(), body + 4L, (int) referenceTime);
        putU8(out.memory(), body + 7L, feedbackCount);
        int position = body + TransportFeedback.FIXED_BYTES;
        position += chunks(covered, out, position);
        position = writeDeltas(out, position, covered);
        while (position < body + bodyBytes) {
            putU8(out.memory(), position++, 0);
        }
        return covered;
    }

    /** The 64 ms unit in which the first packet arrived; when all are missing, that of the message before. */
    private long referenceTime(long[] arrivalTicks, int count) {
        for (int i = 0; i < count; i++) {
            if (arrivalTicks[i] != MISSING) {
                return Math.floorDiv(arrivalTicks[i], TransportFeedback.TICKS_PER_REFERENCE);
            }
        }
        return referenceTime;
    }

    /** Fills {@link #symbols}, whose values are also the bytes of their deltas, and {@link #deltas}. */
    private int classify(long[] arrivalTicks, int count, long referenceTicks) {
        long previous = referenceTicks;
        for (int i = 0; i < count; i++) {
            if (arrivalTicks[i] == MISSING) {
                symbols[i] = TransportFeedback.NOT_RECEIVED;
                continue;
            }
            long delta = arrivalTicks[i] - previous;
            if (delta < Short.MIN_VALUE || delta > Short.MAX_VALUE) {
                return i;
            }
            boolean small = delta >= 0 && delta <= 0xFF;
            symbols[i] = (byte) (small ? TransportFeedback.SMALL_DELTA : TransportFeedback.LARGE_DELTA);
            deltas[i] = (int) delta;
            previous = arrivalTicks[i];
        }
        return count;
    }

    /** Writes the chunks, or without {@code out} only counts their bytes. */
    private int chunks(int count, @Nullable RtcpWriter out, int offset) {
        int bytes = 0;
        int i = 0;
        while (i < count) {
            int run = 1;
            while (i + run < count && run < MAX_RUN && symbols[i + run] == symbols[i]) {
                run++;
            }
            boolean asRun = run >= TransportFeedback.SYMBOLS_PER_VECTOR || i + run == count;
            if (out != null) {
                putU16(out.memory(), offset + bytes, asRun ? (symbols[i] << 13) | run : vector(i, count));
            }
            bytes += 2;
            i += asRun ? run : TransportFeedback.SYMBOLS_PER_VECTOR;
        }
        return bytes;
    }

    private int vector(int from, int count) {
        int chunk = 0xC000;
        for (int i = 0; i < TransportFeedback.SYMBOLS_PER_VECTOR && from + i < count; i++) {
            chunk |= symbols[from + i] << (2 * (TransportFeedback.SYMBOLS_PER_VECTOR - 1 - i));
        }
        return chunk;
    }

    private int writeDeltas(RtcpWriter out, int offset, int count) {
        int position = offset;
        for (int i = 0; i < count; i++) {
            if (symbols[i] == TransportFeedback.SMALL_DELTA) {
                putU8(out.memory(), position, deltas[i]);
            } else if (symbols[i] == TransportFeedback.LARGE_DELTA) {
                putU16(out.memory(), position, deltas[i]);
            }
            position += symbols[i];
        }
        return position;
    }
}
