package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Where SRTP finds its fields in a packet (RFC 3550 §5.1, §6.4). */
final class RtpLayout {
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** An RTCP packet's first header with its sender's SSRC; stays in the clear. */
    static final int RTCP_CLEAR_BYTES = 8;

    static final int RTCP_SSRC_POSITION = 4;
    static final int RTP_SSRC_POSITION = 8;

    private static final int RTP_FIXED_BYTES = 12;
    private static final int SEQUENCE_NUMBER_POSITION = 2;
    private static final int EXTENSION_BIT = 0x10;

    private RtpLayout() {}

    /** Length of the RTP header with sources and extension, or -1 when they do not fit into the packet. */
    static int headerLength(MemorySegment packet, long offset, int length) {
        if (length < RTP_FIXED_BYTES) {
            return -1;
        }
        int first = packet.get(ValueLayout.JAVA_BYTE, offset);
        int header = RTP_FIXED_BYTES + (first & 0x0F) * 4;
        if ((first & EXTENSION_BIT) != 0) {
            if (length < header + 4) {
                return -1;
            }
            header += 4 + (packet.get(SHORT, offset + header + 2) & 0xFFFF) * 4;
        }
        return header <= length ? header : -1;
    }

    static int sequenceNumber(MemorySegment packet, long offset) {
        return packet.get(SHORT, offset + SEQUENCE_NUMBER_POSITION) & 0xFFFF;
    }

    static int rtpSsrc(MemorySegment packet, long offset) {
        return packet.get(INT, offset + RTP_SSRC_POSITION);
    }

    static int rtcpSsrc(MemorySegment packet, long offset) {
        return packet.get(INT, offset + RTCP_SSRC_POSITION);
    }
}
