package dev.stagedoor.media.codec;

import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;

/**
 * Reads bits, highest first. Reading behind the end gives zeros and is remembered, so a parser looks once at the end whether
 * what it read was there.
 */
final class BitReader {
    private static final int BITS = 8;

    /** Longer codes than this are of no number that we read. */
    private static final int MAX_LEADING_ZEROS = 31;

    private MemorySegment segment = MemorySegment.NULL;
    private long offset;
    private long position;
    private long end;

    /** Begins at the first bit of so many bytes. */
    void wrap(MemorySegment segment, long offset, int length) {
        this.segment = segment;
        this.offset = offset;
        position = 0;
        end = (long) length * BITS;
    }

    int bit() {
        long at = position++;
        return at < end ? WireBytes.u8(segment, offset + at / BITS) >> (BITS - 1 - at % BITS) & 1 : 0;
    }

    /** @param count 0 to 31 */
    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** An unsigned number in Exp-Golomb code (ITU-T H.264 §9.1). */
    int exponential() {
        int zeros = 0;
        while (zeros < MAX_LEADING_ZEROS && bit() == 0) {
            zeros++;
        }
        return zeros == MAX_LEADING_ZEROS ? 0 : (1 << zeros) - 1 + bits(zeros);
    }

    /** A signed number in Exp-Golomb code (ITU-T H.264 §9.1.1). */
    int signedExponential() {
        int code = exponential();
        return (code & 1) != 0 ? code / 2 + 1 : -(code / 2);
    }

    /** A number below {@code count} in non-symmetric code (AV1 specification §4.10.7). */
    int nonSymmetric(int count) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(count);
        int shorter = (1 << width) - count;
        int value = bits(width - 1);
        return value < shorter ? value : (value << 1) - shorter + bit();
    }

    /** Bits read so far. */
    long position() {
        return position;
    }

    /** Whether more was read than there was. */
    boolean overrun() {
        return position > end;
    }
}
