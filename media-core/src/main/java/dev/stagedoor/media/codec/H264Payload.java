package dev.stagedoor.media.codec;

import static dev.stagedoor.media.rtp.WireBytes.u16;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;

/**
 * Finds the start of a key frame in an H.264 payload (RFC 6184 §5). A decoder can start at a sequence parameter set, or
 * at an IDR slice if it has been given the sets before; senders in browsers put the sets before every IDR, so the set is
 * the start and a lone IDR counts too.
 */
final class H264Payload {
    private static final int NAL_IDR = 5;
    private static final int NAL_SEQUENCE_PARAMETERS = 7;
    private static final int NAL_STAP_A = 24;
    private static final int NAL_FU_A = 28;

    private H264Payload() {}

    static boolean startsKeyFrame(MemorySegment segment, long offset, int length) {
        if (length < 2) {
            return false;
        }
        return switch (u8(segment, offset) & 0x1F) {
            case NAL_IDR, NAL_SEQUENCE_PARAMETERS -> true;
            case NAL_STAP_A -> aggregateHasKey(segment, offset, length);
            case NAL_FU_A -> {
                int fragment = u8(segment, offset + 1);
                yield (fragment & 0x80) != 0 && isKey(fragment & 0x1F);
            }
            default -> false;
        };
    }

    private static boolean aggregateHasKey(MemorySegment segment, long offset, int length) {
        int position = 1;
        while (position + 3 <= length) {
            if (isKey(u8(segment, offset + position + 2) & 0x1F)) {
                return true;
            }
            position += 2 + u16(segment, offset + position);
        }
        return false;
    }

    private static boolean isKey(int nalType) {
        return nalType == NAL_IDR || nalType == NAL_SEQUENCE_PARAMETERS;
    }
}
