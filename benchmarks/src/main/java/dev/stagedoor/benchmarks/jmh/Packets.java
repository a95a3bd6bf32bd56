package dev.stagedoor.benchmarks.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The packet that all benchmarks use: VP8 with mid and send time as extensions, 1,200 bytes of payload. */
final class Packets {
    static final int PAYLOAD_BYTES = 1_200;
    static final int HEADER_BYTES = 12 + 4 + 8;
    static final int PACKET_BYTES = HEADER_BYTES + PAYLOAD_BYTES;
    static final int PAYLOAD_TYPE = 96;
    static final int SSRC = 0x1234_5678;
    static final int MID_EXTENSION = 1;
    static final int SEND_TIME_EXTENSION = 2;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Packets() {}

    /** A packet at the start of memory that has room for what SRTP appends. */
    static MemorySegment video(boolean keyFrame) {
        var packet = Arena.ofAuto().allocate(2_048, 64);
        packet.set(SHORT, 0, (short) (0x9000 | PAYLOAD_TYPE));
        packet.set(INT, 8, SSRC);
        packet.set(SHORT, 12, (short) 0xBEDE);
        packet.set(SHORT, 14, (short) 2);
        packet.set(INT, 16, ((SEND_TIME_EXTENSION << 4) | 2) << 24);
        packet.set(SHORT, 20, (short) (((MID_EXTENSION << 4) << 8) | '0'));
        // VP8 payload descriptor with a picture id, first partition; then the frame tag (RFC 7741, RFC 6386).
        packet.set(INT, HEADER_BYTES, 0x9080_8001);
        packet.set(ValueLayout.JAVA_BYTE, HEADER_BYTES + 4, (byte) (keyFrame ? 0x10 : 0x11));
        return packet;
    }

    static void setSequenceNumber(MemorySegment packet, int sequenceNumber) {
        packet.set(SHORT, 2, (short) sequenceNumber);
    }
}
