package dev.stagedoor.media.codec;

import static dev.stagedoor.media.rtp.WireBytes.putU8;
import static dev.stagedoor.media.rtp.WireBytes.u16;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;

/**
 * Redundant audio (RFC 2198 §3): copies of earlier packets' sound in front of the present one, so that a lost packet costs
 * nothing.
 *
 * <pre>
 * |1| payload type | timestamp offset, 14 bits | length, 10 bits |   for each copy
 * |0| payload type |                                                 for the present sound
 * | copies · present sound |
 * </pre>
 */
public final class RedPayload {
    /** The payload makes no sense. */
    public static final int MALFORMED = -1;

    private static final int COPY_HEADER_BYTES = 4;
    private static final int MORE = 0x80;
    private static final int LENGTH_MASK = 0x3FF;

    private RedPayload() {}

    /** Where in the payload the present sound begins, or {@link #MALFORMED}; it may be empty. */
    public static int primaryOffset(MemorySegment segment, long offset, int length) {
        int position = 0;
        int copies = 0;
        while (position < length && (u8(segment, offset + position) & MORE) != 0) {
            if (position + COPY_HEADER_BYTES > length) {
                return MALFORMED;
            }
            copies += u16(segment, offset + position + 2) & LENGTH_MASK;
            position += COPY_HEADER_BYTES;
        }
        int primary = position + 1 + copies;
        return position < length && primary <= length ? primary : MALFORMED;
    }

    /** The payload type of the present sound, of a payload that makes sense. */
    public static int primaryType(MemorySegment segment, long offset) {
        return u8(segment, primaryHeader(segment, offset));
    }

    /** Gives all that is in it another payload type, of a payload that makes sense. */
    public static void retype(MemorySegment segment, long offset, int payloadType) {
        long primary = primaryHeader(segment, offset);
        for (long position = offset; position < primary; position += COPY_HEADER_BYTES) {
            putU8(segment, position, MORE | payloadType);
        }
        putU8(segment, primary, payloadType);
    }

    private static long primaryHeader(MemorySegment segment, long offset) {
        long position = offset;
        while ((u8(segment, position) & MORE) != 0) {
            position += COPY_HEADER_BYTES;
        }
        return position;
    }
}
