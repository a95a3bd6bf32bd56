package dev.stagedoor.media.rtcp;

import static dev.stagedoor.media.rtp.WireBytes.putU16;
import static dev.stagedoor.media.rtp.WireBytes.putU24;
import static dev.stagedoor.media.rtp.WireBytes.putU32;
import static dev.stagedoor.media.rtp.WireBytes.putU8;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes RTCP packets one after another into memory, making a compound packet. What no longer fits is left out and the
 * method says so; sources are 0 to 2^32 − 1.
 */
public final class RtcpWriter {
    private static final int MAX_REPORT_BLOCKS = 31;
    private static final int MAX_ESTIMATED_SOURCES = 255;

    private final MemorySegment target;
    private int length;
    private int openPacket = -1;

    /** Writes from the start of {@code target}, as far as it goes. */
    public RtcpWriter(MemorySegment target) {
        this.target = target;
    }

    /** Starts a new compound packet. */
    public void begin() {
        length = 0;
        openPacket = -1;
    }

    /** Bytes written since {@link #begin}. */
    public int length() {
        return length;
    }

    /** Where the bytes are; from 0 to {@link #length}. */
    public MemorySegment memory() {
        return target;
    }

    /** A sender report without blocks (RFC 3550 §6.4.1); {@code ntp} in 32.32 fixed point. */
    public boolean senderReport(long ssrc, long ntp, long rtpTimestamp, long packets, long octets) {
        if (!open(0, RtcpType.SENDER_REPORT, 28)) {
            return false;
        }
        putU32(target, length - 24, ssrc);
        putU32(target, length - 20, ntp >>> 32);
        putU32(target, length - 16, ntp);
        putU32(target, length - 12, rtpTimestamp);
        putU32(target, length - 8, packets);
        putU32(target, length - 4, octets);
        return true;
    }

    /** A receiver report without blocks (RFC 3550 §6.4.2); {@link #reportBlock} adds them. */
    public boolean receiverReport(long senderSsrc) {
        if (!open(0, RtcpType.RECEIVER_REPORT, 8)) {
            return false;
        }
        putU32(target, length - 4, senderSsrc);
        return true;
    }

    /** Adds a block to the report begun last; the parameters are those of {@link RtcpVisitor#onReportBlock}. */
    public boolean reportBlock(
            long ssrc,
            int fractionLost,
            int cumulativeLost,
            long highestSequence,
            long jitter,
            long lastReport,
            long delaySinceLastReport) {
        int count = openPacket < 0 ? MAX_REPORT_BLOCKS : target.get(ValueLayout.JAVA_BYTE, openPacket) & 0x1F;
        if (count >= MAX_REPORT_BLOCKS || !extend(24)) {
            return false;
        }
        putU8(target, openPacket, 0x80 | count + 1);
        putU32(target, length - 24, ssrc);
        putU8(target, length - 20, fractionLost);
        putU24(target, length - 19, cumulativeLost);
        putU32(target, length - 16, highestSequence);
        putU32(target, length - 12, jitter);
        putU32(target, length - 8, lastReport);
        putU32(target, length - 4, delaySinceLastReport);
        return true;
    }

    /** A source description with one canonical name (RFC 3550 §6.5.1) of at most 255 ASCII bytes. */
    public boolean cname(long ssrc, byte[] name) {
        int chunkLength = (4 + 2 + name.length + 1 + 3) & ~3;
        if (name.length > 255 || !open(1, RtcpType.SOURCE_DESCRIPTION, 4 + chunkLength)) {
            return false;
        }
        int chunk = length - chunkLength;
        target.asSlice(chunk, chunkLength).fill((byte) 0);
        putU32(target, chunk, ssrc);
        putU8(target, chunk + 4, RtcpType.SDES_CNAME);
        putU8(target, chunk + 5, name.length);
        MemorySegment.copy(name, 0, target, ValueLayout.JAVA_BYTE, chunk + 6, name.length);
        return true;
    }

    /** Says that a source has ended (RFC 3550 §6.6). */
    public boolean bye(long ssrc) {
        if (!open(1, RtcpType.BYE, 8)) {
            return false;
        }
        putU32(target, length - 4, ssrc);
        return true;
    }

    /** A generic NACK without items (RFC 4585 §6.2.1); {@link #nackItem} adds them. */
    public boolean nack(long senderSsrc, long mediaSsrc) {
        return feedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.FORMAT_NACK, senderSsrc, mediaSsrc, 0);
    }

    /** Adds missing packets to the NACK begun last: {@code packetId} and the following 16 by bit. */
    public boolean nackItem(int packetId, int followingLost) {
        if (openPacket < 0 || !extend(4)) {
            return false;
        }
        putU16(target, length - 4, packetId);
        putU16(target, length - 2, followingLost);
        return true;
    }

    /** A picture loss indication (RFC 4585 §6.3.1). */
    public boolean pictureLoss(long senderSsrc, long mediaSsrc) {
        return feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FORMAT_PLI, senderSsrc, mediaSsrc, 0);
    }

    /** A full intra request (RFC 5104 §4.3.1); {@code sequence} rises by one per new request. */
    public boolean fullIntra(long senderSsrc, long mediaSsrc, int sequence) {
        if (!feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FORMAT_FIR, senderSsrc, 0, 8)) {
            return false;
        }
        putU32(target, length - 8, mediaSsrc);
        putU32(target, length - 4, (long) (sequence & 0xFF) << 24);
        return true;
    }

    /**
     * A receiver's estimated maximum bit rate (draft-alvestrand-rmcat-remb-03 §2.2), rounded down to 18 significant bits;
     * {@link #receiverEstimateOf} adds the sources that it is meant for, at least one.
     */
    public boolean receiverEstimate(long senderSsrc, long bitsPerSecond) {
        if (!feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FORMAT_APPLICATION, senderSsrc, 0, 8)) {
            return false;
        }
        int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitsPerSecond) - 18);
        putU32(target, length - 8, RtcpType.REMB_IDENTIFIER);
        putU8(target, length - 4, 0);
        putU24(target, length - 3, exponent << 18 | (int) (bitsPerSecond >>> exponent));
        return true;
    }

    /** Adds a source to the estimate begun last. */
    public boolean receiverEstimateOf(long mediaSsrc) {
        int count = openPacket < 0 ? MAX_ESTIMATED_SOURCES : u8(target, openPacket + 16L);
        if (count >= MAX_ESTIMATED_SOURCES || !extend(4)) {
            return false;
        }
        putU8(target, openPacket + 16L, count + 1);
        putU32(target, length - 4, mediaSsrc);
        return true;
    }

    /** Room for a transport-wide feedback message of {@code bodyBytes}, a multiple of four; its offset, or −1. */
    public int transportFeedback(long senderSsrc, long mediaSsrc, int bodyBytes) {
        boolean fits =
                feedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.FORMAT_TRANSPORT_WIDE, senderSsrc, mediaSsrc, bodyBytes);
        return fits ? length - bodyBytes : -1;
    }

    private boolean feedback(int type, int format, long senderSsrc, long mediaSsrc, int bodyBytes) {
        if (!open(format, type, 12 + bodyBytes)) {
            return false;
        }
        putU32(target, openPacket + 4L, senderSsrc);
        putU32(target, openPacket + 8L, mediaSsrc);
        return true;
    }

    private boolean open(int countOrFormat, int type, int bytes) {
        if (length + bytes > target.byteSize()) {
            openPacket = -1;
            return false;
        }
        openPacket = length;
        length += bytes;
        putU8(target, openPacket, 0x80 | countOrFormat);
        putU8(target, openPacket + 1L, type);
        putU16(target, openPacket + 2L, bytes / 4 - 1);
        return true;
    }

    private boolean extend(int bytes) {
        if (length + bytes > target.byteSize()) {
            return false;
        }
        length += bytes;
        putU16(target, openPacket + 2L, (length - openPacket) / 4 - 1);
        return true;
    }
}
