package dev.stagedoor.media.rtcp;

import static dev.stagedoor.media.rtp.WireBytes.u16;
import static dev.stagedoor.media.rtp.WireBytes.u24;
import static dev.stagedoor.media.rtp.WireBytes.u32;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;

/**
 * Reads compound (RFC 3550 §6.1) and reduced-size (RFC 5506) RTCP. Total: whatever the bytes are, it never throws and
 * never reads outside them. Packets of unknown type are skipped; a packet whose length is wrong ends the reading. Padding (RFC
 * 3550 §6.4.1) is cut off first: behind lost packets it would be taken for more of them.
 */
public final class RtcpParser {
    private static final int HEADER_BYTES = 4;
    private static final int PADDING_BIT = 0x20;
    private static final int REPORT_BLOCK_BYTES = 24;
    private static final int SENDER_INFO_BYTES = 24;
    private static final int MIN_FEEDBACK_BYTES = 12;
    private static final int REMB_FIXED_BYTES = 20;

    private RtcpParser() {}

    /**
     * Calls the visitor for each item.
     *
     * @return false if the bytes stopped making sense somewhere; items before that were delivered
     */
    public static boolean parse(MemorySegment segment, long offset, int length, RtcpVisitor visitor) {
        if (offset < 0 || length < HEADER_BYTES || offset > segment.byteSize() - length) {
            return false;
        }
        long position = offset;
        long end = offset + length;
        while (position < end) {
            if (end - position < HEADER_BYTES || u8(segment, position) >> 6 != 2) {
                return false;
            }
            int packetLength = 4 * (u16(segment, position + 2) + 1);
            if (packetLength > end - position) {
                return false;
            }
            int padding = padding(segment, position, packetLength);
            if (padding < 0 || !parseOne(segment, position, packetLength - padding, visitor)) {
                return false;
            }
            position += packetLength;
        }
        return true;
    }

    /** Bytes at the packet's end that say nothing, −1 if there cannot be so many. */
    private static int padding(MemorySegment segment, long offset, int length) {
        if ((u8(segment, offset) & PADDING_BIT) == 0) {
            return 0;
        }
        int padding = u8(segment, offset + length - 1);
        return padding == 0 || padding > length - HEADER_BYTES ? -1 : padding;
    }

    private static boolean parseOne(MemorySegment segment, long offset, int length, RtcpVisitor visitor) {
        int count = u8(segment, offset) & 0x1F;
        return switch (u8(segment, offset + 1)) {
            case RtcpType.SENDER_REPORT -> senderReport(segment, offset, length, count, visitor);
            case RtcpType.RECEIVER_REPORT -> reportBlocks(segment, offset + 8, length - 8, count, visitor);
            case RtcpType.BYE -> bye(segment, offset, length, count, visitor);
            case RtcpType.TRANSPORT_FEEDBACK -> transportFeedback(segment, offset, length, count, visitor);
            case RtcpType.PAYLOAD_FEEDBACK -> payloadFeedback(segment, offset, length, count, visitor);
            default -> true;
        };
    }

    private static boolean senderReport(
            MemorySegment segment, long offset, int length, int count, RtcpVisitor visitor) {
        if (length < HEADER_BYTES + SENDER_INFO_BYTES) {
            return false;
        }
        long ntp = u32(segment, offset + 8) << 32 | u32(segment, offset + 12);
        visitor.onSenderReport(
                u32(segment, offset + 4),
                ntp,
                u32(segment, offset + 16),
                u32(segment, offset + 20),
                u32(segment, offset + 24));
        int fixed = HEADER_BYTES + SENDER_INFO_BYTES;
        return reportBlocks(segment, offset + fixed, length - fixed, count, visitor);
    }

    private static boolean reportBlocks(
            MemorySegment segment, long offset, int length, int count, RtcpVisitor visitor) {
        if (length < count * REPORT_BLOCK_BYTES) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            long block = offset + (long) i * REPORT_BLOCK_BYTES;
            int cumulativeLost = u24(segment, block + 5) << 8 >> 8;
            visitor.onReportBlock(
                    u32(segment, block),
                    u8(segment, block + 4),
                    cumulativeLost,
                    u32(segment, block + 12),
                    u32(segment, block + 16),
                    u32(segment, block + 20));
        }
        return true;
    }

    private static boolean bye(MemorySegment segment, long offset, int length, int count, RtcpVisitor visitor) {
        if (length < HEADER_BYTES + 4 * count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            visitor.onBye(u32(segment, offset + HEADER_BYTES + 4L * i));
        }
        return true;
    }

    private static boolean transportFeedback(
            MemorySegment segment, long offset, int length, int format, RtcpVisitor visitor) {
        if (length < MIN_FEEDBACK_BYTES) {
            return false;
        }
        if (format == RtcpType.FORMAT_NACK) {
            long mediaSsrc = u32(segment, offset + 8);
            for (int i = MIN_FEEDBACK_BYTES; i + 4 <= length; i += 4) {
                visitor.onNack(mediaSsrc, u16(segment, offset + i), u16(segment, offset + i + 2));
            }
        } else if (format == RtcpType.FORMAT_TRANSPORT_WIDE) {
            visitor.onTransportFeedback(segment, offset + MIN_FEEDBACK_BYTES, length - MIN_FEEDBACK_BYTES);
        }
        return true;
    }

    private static boolean payloadFeedback(
            MemorySegment segment, long offset, int length, int format, RtcpVisitor visitor) {
        if (length < MIN_FEEDBACK_BYTES) {
            return false;
        }
        switch (format) {
            case RtcpType.FORMAT_PLI -> visitor.onKeyFrameRequest(u32(segment, offset + 8));
            case RtcpType.FORMAT_FIR -> {
                for (int i = MIN_FEEDBACK_BYTES; i + 8 <= length; i += 8) {
                    visitor.onKeyFrameRequest(u32(segment, offset + i));
                }
            }
            case RtcpType.FORMAT_APPLICATION -> receiverEstimate(segment, offset, length, visitor);
            default -> {
                // Other feedback (slice loss, reference picture) asks for nothing that a forwarder could do.
            }
        }
        return true;
    }

    private static void receiverEstimate(MemorySegment segment, long offset, int length, RtcpVisitor visitor) {
        if (length < REMB_FIXED_BYTES || u32(segment, offset + 12) != RtcpType.REMB_IDENTIFIER) {
            return;
        }
        int packed = u24(segment, offset + 17);
        int exponent = packed >> 18;
        long mantissa = packed & 0x3FFFF;
        boolean tooLarge = mantissa != 0 && exponent >= Long.numberOfLeadingZeros(mantissa);
        visitor.onReceiverEstimate(tooLarge ? Long.MAX_VALUE : mantissa << exponent);
    }
}
