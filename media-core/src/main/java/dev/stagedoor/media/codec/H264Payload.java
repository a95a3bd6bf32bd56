package dev.stagedoor.media.codec;

import static dev.stagedoor.media.rtp.WireBytes.u16;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;

/**
 * Finds the start of a key frame in an H.264 payload (RFC 6184 §5), and the size of the picture where it is told. A decoder
 * can start at a sequence parameter set, or at an IDR slice if it has been given the sets before; senders in browsers put
 * the sets before every IDR, so the set is the start and a lone IDR counts too. Of a picture in several slices only the first
 * counts: it begins at macroblock 0, which is a single bit (§7.3.3 of ITU-T H.264, ue(v)).
 */
final class H264Payload {
    private static final int NAL_IDR = 5;
    private static final int NAL_SEQUENCE_PARAMETERS = 7;
    private static final int NAL_STAP_A = 24;
    private static final int NAL_FU_A = 28;
    private static final int FIRST_MACROBLOCK = 0x80;

    private final H264Size size = new H264Size();
    private boolean keyFrame;
    private int height;

    /** Looks at a payload; one that makes no sense is an ordinary part of some frame. */
    void read(MemorySegment segment, long offset, int length) {
        keyFrame = false;
        height = 0;
        if (length < 2) {
            return;
        }
        switch (u8(segment, offset) & 0x1F) {
            case NAL_STAP_A -> aggregate(segment, offset, length);
            case NAL_FU_A -> {
                int fragment = u8(segment, offset + 1);
                keyFrame = (fragment & 0x80) != 0 && isKey(fragment & 0x1F, segment, offset + 2, length - 2);
            }
            default -> unit(segment, offset, length);
        }
    }

    private void aggregate(MemorySegment segment, long offset, int length) {
        int position = 1;
        while (position + 3 <= length) {
            int unitLength = u16(segment, offset + position);
            unit(segment, offset + position + 2, Math.min(unitLength, length - position - 2));
            position += 2 + unitLength;
        }
    }

    private void unit(MemorySegment segment, long offset, int length) {
        if (length < 1) {
            return;
        }
        int type = u8(segment, offset) & 0x1F;
        keyFrame |= isKey(type, segment, offset + 1, length - 1);
        if (type == NAL_SEQUENCE_PARAMETERS) {
            height = size.height(segment, offset + 1, length - 1);
        }
    }

    /** @param offset behind the unit's first byte */
    private static boolean isKey(int nalType, MemorySegment segment, long offset, int length) {
        boolean firstSlice = nalType == NAL_IDR && length > 0 && (u8(segment, offset) & FIRST_MACROBLOCK) != 0;
        return firstSlice || nalType == NAL_SEQUENCE_PARAMETERS;
    }

    /** Whether the payload begins a frame that needs no earlier one. */
    boolean keyFrame() {
        return keyFrame;
    }

    /** Lines of the picture, 0 where the payload does not say. */
    int height() {
        return height;
    }
}
