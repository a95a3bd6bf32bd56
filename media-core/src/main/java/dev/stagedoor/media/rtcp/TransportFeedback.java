package dev.stagedoor.media.rtcp;

import static dev.stagedoor.media.rtp.WireBytes.u16;
import static dev.stagedoor.media.rtp.WireBytes.u24;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;

/**
 * Reads the body of a transport-wide feedback message (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). Total,
 * like {@link RtcpParser}.
 *
 * <pre>
 * |      base sequence number     |      packet status count      |
 * |                 reference time                | fb pkt. count |
 * |          packet chunk         |             …                 |
 * |   receive delta   |   …
 * </pre>
 *
 * A chunk is a run of one symbol, or a vector of 14 one-bit or 7 two-bit symbols. Symbols: 0 not received, 1 received
 * with a delta of one byte, 2 received with a signed delta of two bytes; deltas count 250 µs since the packet before. 3 is
 * reserved: how long its delta is nobody knows, so the message cannot be read.
 */
public final class TransportFeedback {
    /** Ticks of 250 µs in the unit of the reference time, 64 ms. */
    static final int TICKS_PER_REFERENCE = 256;

    static final int FIXED_BYTES = 8;
    static final int NOT_RECEIVED = 0;
    static final int SMALL_DELTA = 1;
    static final int LARGE_DELTA = 2;
    static final int RESERVED = 3;
    static final int SYMBOLS_PER_VECTOR = 7;

    private static final int SYMBOLS_PER_BIT_VECTOR = 14;

    private TransportFeedback() {}

    /** What the message says, in order of sequence numbers. */
    public interface Visitor {
        /** @param arrivalTicks in 250 µs since the other end's zero, modulo 2^32 */
        void onReceived(int sequenceNumber, long arrivalTicks);

        /** So many packets from this one on had not arrived when the message was made; the last may be past the wrap. */
        void onMissing(int sequenceNumber, int count);
    }

    /**
     * Reads a body of {@code length} bytes, in a time that its length bounds: two bytes can name thousands of missing packets, but
     * they are one call.
     *
     * @return false if it is cut short or has a reserved symbol; nothing was delivered then
     */
    public static boolean read(MemorySegment segment, long offset, int length, Visitor visitor) {
        if (length < FIXED_BYTES) {
            return false;
        }
        int count = u16(segment, offset + 2);
        int chunkBytes = bytesOfChunks(segment, offset + FIXED_BYTES, length - FIXED_BYTES, count);
        if (chunkBytes < 0) {
            return false;
        }
        int deltas = FIXED_BYTES + chunkBytes;
        int deltaBytes = bytesOfDeltas(segment, offset, count);
        if (deltaBytes < 0 || deltas + deltaBytes > length) {
            return false;
        }
        deliver(segment, offset, deltas, count, visitor);
        return true;
    }

    private static int bytesOfChunks(MemorySegment segment, long offset, int length, int count) {
        int covered = 0;
        int position = 0;
        while (covered < count) {
            if (position + 2 > length) {
                return -1;
            }
            covered += symbolsIn(u16(segment, offset + position));
            position += 2;
        }
        return position;
    }

    /** −1 if there is a reserved symbol among those that count. */
    private static int bytesOfDeltas(MemorySegment segment, long offset, int count) {
        int bytes = 0;
        int left = count;
        for (int position = FIXED_BYTES; left > 0; position += 2) {
            int chunk = u16(segment, offset + position);
            int symbols = Math.min(left, symbolsIn(chunk));
            boolean run = isRun(chunk);
            for (int i = 0; i < (run ? 1 : symbols); i++) {
                if (symbolAt(chunk, i) == RESERVED) {
                    return -1;
                }
                bytes += (run ? symbols : 1) * deltaBytes(chunk, i);
            }
            left -= symbols;
        }
        return bytes;
    }

    private static void deliver(MemorySegment segment, long offset, int deltaOffset, int count, Visitor visitor) {
        int number = u16(segment, offset);
        long ticks = (long) u24(segment, offset + 4) * TICKS_PER_REFERENCE;
        long delta = offset + deltaOffset;
        int left = count;
        for (int position = FIXED_BYTES; left > 0; position += 2) {
            int chunk = u16(segment, offset + position);
            int symbols = Math.min(left, symbolsIn(chunk));
            if (isRun(chunk) && deltaBytes(chunk, 0) == 0) {
                visitor.onMissing(number & 0xFFFF, symbols);
            } else {
                for (int i = 0; i < symbols; i++) {
                    int bytes = deltaBytes(chunk, i);
                    if (bytes == 0) {
                        visitor.onMissing((number + i) & 0xFFFF, 1);
                    } else {
                        ticks += bytes == 1 ? u8(segment, delta) : (short) u16(segment, delta);
                        visitor.onReceived((number + i) & 0xFFFF, ticks & 0xFFFF_FFFFL);
                    }
                    delta += bytes;
                }
            }
            number += symbols;
            left -= symbols;
        }
    }

    private static boolean isRun(int chunk) {
        return (chunk & 0x8000) == 0;
    }

    private static int deltaBytes(int chunk, int index) {
        int symbol = symbolAt(chunk, index);
        return symbol == SMALL_DELTA ? 1 : symbol == LARGE_DELTA ? 2 : 0;
    }

    private static int symbolsIn(int chunk) {
        if (isRun(chunk)) {
            return Math.max(1, chunk & 0x1FFF);
        }
        return (chunk & 0x4000) == 0 ? SYMBOLS_PER_BIT_VECTOR : SYMBOLS_PER_VECTOR;
    }

    private static int symbolAt(int chunk, int index) {
        if (isRun(chunk)) {
            return (chunk >> 13) & 3;
        }
        if ((chunk & 0x4000) == 0) {
            return (chunk >> (SYMBOLS_PER_BIT_VECTOR - 1 - index)) & 1;
        }
        return (chunk >> (2 * (SYMBOLS_PER_VECTOR - 1 - index))) & 3;
    }
}
