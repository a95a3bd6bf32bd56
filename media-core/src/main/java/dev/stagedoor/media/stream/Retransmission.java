package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;

/** The wrapping of retransmitted packets (RFC 4588 §4): the payload begins with the original sequence number. */
public final class Retransmission {
    /** Bytes of the original sequence number. */
    public static final int ORIGINAL_SEQUENCE_NUMBER_BYTES = 2;

    private Retransmission() {}

    /**
     * Turns a retransmission into the packet that it repeats: the header moves over the original sequence number and takes
     * that number, the original payload type and source. Padding is cut off.
     *
     * @return false if there is no packet inside; retransmission streams also carry mere padding
     */
    public static boolean unwrap(RtpPacket packet, int payloadType, long ssrc) {
        int bodyLength = packet.payloadLength() - ORIGINAL_SEQUENCE_NUMBER_BYTES;
        if (bodyLength < 0) {
            return false;
        }
        MemorySegment segment = packet.segment();
        int headerLength = (int) (packet.payloadOffset() - packet.offset());
        long offset = packet.offset() + ORIGINAL_SEQUENCE_NUMBER_BYTES;
        int sequenceNumber = WireBytes.u16(segment, packet.payloadOffset());
        int markerBit = packet.marker() ? 0x80 : 0;
        MemorySegment.copy(segment, packet.offset(), segment, offset, headerLength);
        WireBytes.putU8(segment, offset, WireBytes.u8(segment, offset) & ~0x20);
        WireBytes.putU8(segment, offset + 1, markerBit | payloadType);
        WireBytes.putU16(segment, offset + 2, sequenceNumber);
        WireBytes.putU32(segment, offset + 8, ssrc);
        return packet.wrap(segment, offset, headerLength + bodyLength);
    }

    /** Puts the original sequence number in front of a payload, overwriting what stands there. */
    public static void wrap(MemorySegment segment, long payloadOffset, int originalSequenceNumber) {
        WireBytes.putU16(segment, payloadOffset - ORIGINAL_SEQUENCE_NUMBER_BYTES, originalSequenceNumber);
    }
}
