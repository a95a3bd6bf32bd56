package dev.stagedoor.media.transport;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What shares the one UDP port, told apart by the first two bytes (RFC 7983 §7, RFC 5761 §4). */
enum PacketKind {
    STUN,
    DTLS,
    RTP,
    RTCP,
    UNKNOWN;

    private static final int STUN_LAST = 3;
    private static final int DTLS_FIRST = 20;
    private static final int DTLS_LAST = 63;
    private static final int RTP_FIRST = 128;
    private static final int RTP_LAST = 191;
    /** RTCP packet types; RTP payload types that would look the same with the marker bit set are not used. */
    private static final int RTCP_FIRST = 192;

    private static final int RTCP_LAST = 223;

    /** The kind of a datagram; total over any bytes. */
    static PacketKind of(MemorySegment segment, long offset, int length) {
        if (length < 2) {
            return UNKNOWN;
        }
        int first = segment.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
        if (first <= STUN_LAST) {
            return STUN;
        }
        if (first >= DTLS_FIRST && first <= DTLS_LAST) {
            return DTLS;
        }
        if (first < RTP_FIRST || first > RTP_LAST) {
            return UNKNOWN;
        }
        int second = segment.get(ValueLayout.JAVA_BYTE, offset + 1) & 0xFF;
        return second >= RTCP_FIRST && second <= RTCP_LAST ? RTCP : RTP;
    }
}
