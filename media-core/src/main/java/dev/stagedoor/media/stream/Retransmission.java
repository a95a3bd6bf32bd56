package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;

/** The wrapping of retransmitted packets (RFC 4588 §4): the payload begins with the original sequence number. */
public final class Retransmission {
    /** Bytes of the original sequence number. */
    public static final int ORIGINAL_SEQUENCE_NUMBER_BYTES = 2;

    private Retransmission() {}

    /** The sequence number of the packet inside; the payload must have at least two bytes. */
    public static int originalSequenceNumber(MemorySegment segment, long payloadOffset) {
        return WireBytes.u16(segment, payloadOffset);
    }

    /** Puts the original sequence number in front of a payload, overwriting what stands there. */
    public static void wrap(MemorySegment segment, long payloadOffset, int originalSequenceNumber) {
        WireBytes.putU16(segment, payloadOffset - ORIGINAL_SEQUENCE_NUMBER_BYTES, originalSequenceNumber);
    }
}
