package dev.stagedoor.media.rtcp;

import static dev.stagedoor.media.rtp.WireBytes.u16;
import static dev.stagedoor.media.rtp.WireBytes.u24;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

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
 * with a delta of one byte, 2 received with a signed delta of two bytes; deltas count 250 µs since the packet before.
 */
public final class TransportFeedback {
    /** Ticks of 250 µs in the unit of the reference time, 64 ms. */
    static final int TICKS_PER_REFERENCE = 256;

    static final int FIXED_BYTES = 8;
    static final int NOT_RECEIVED = 0;
    static final int SMALL_DELTA = 1;
    static final int LARGE_DELTA = 2;
    static final int SYMBOLS_PER_VECTOR = 7;

    private static final int SYMBOLS_PER_BIT_VECTOR = 14;

    private TransportFeedback() {}

    /** One call per packet that the message covers, in order of sequence numbers. */
    public interface Visitor {
        /** @param arrivalTicks in 250 µs since the other end's zero, modulo 2^32 */
        void onReceived(int sequenceNumber, long arrivalTicks);

        /** The packet had not arrived when the message was made. */
        void onMissing(int sequenceNumber);
    }

    /**
     * Reads a body of {@code length} bytes.
     *
     * @return false if it is cut short; nothing was delivered then
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
        if (walk(segment, offset, deltas, length, null) < 0) {
            return false;
        }
        walk(segment, offset, deltas, length, visitor);
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

    /** Goes over all packets; without a visitor it only checks that the deltas are there. Returns −1 if they are not. */
    private static int walk(
            MemorySegment segment, long offset, int deltaOffset, int length, @Nullable Visitor visitor) {
        int base = u16(segment, offset);
        int count = u16(segment, offset + 2);
        long ticks = (long) u24(segment, offset + 4) * TICKS_PER_REFERENCE;
        int chunkOffset = FIXED_BYTES;
        int inChunk = 0;
        int position = deltaOffset;
        for (int i = 0; i < count; i++) {
            int chunk = u16(segment, offset + chunkOffset);
            int symbol = symbolAt(chunk, inChunk);
            inChunk++;
            if (inChunk >= symbolsIn(chunk)) {
                chunkOffset += 2;
                inChunk = 0;
            }
            int deltaBytes = symbol == SMALL_DELTA ? 1 : symbol == LARGE_DELTA ? 2 : 0;
            if (position + deltaBytes > length) {
                return -1;
            }
            if (deltaBytes > 0) {
                ticks += deltaBytes == 1 ? u8(segment, offset + position) : (short) u16(segment, offset + position);
                position += deltaBytes;
            }
            if (visitor != null && deltaBytes > 0) {
                visitor.onReceived((base + i) & 0xFFFF, ticks & 0xFFFF_FFFFL);
            } else if (visitor != null) {
                visitor.onMissing((base + i) & 0xFFFF);
            }
        }
        return position;
    }

    private static int symbolsIn(int chunk) {
        if ((chunk & 0x8000) == 0) {
            return Math.max(1, chunk & 0x1FFF);
        }
        return (chunk & 0x4000) == 0 ? SYMBOLS_PER_BIT_VECTOR : SYMBOLS_PER_VECTOR;
    }

    private static int symbolAt(int chunk, int index) {
        if ((chunk & 0x8000) == 0) {
            return (chunk >> 13) & 3;
        }
        if ((chunk & 0x4000) == 0) {
            return (chunk >> (SYMBOLS_PER_BIT_VECTOR - 1 - index)) & 1;
        }
        return (chunk >> (2 * (SYMBOLS_PER_VECTOR - 1 - index))) & 3;
    }
}
