package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** HMAC-SHA1 cut to its leftmost 80 bits (RFC 3711 §4.2.1). */
final class TruncatedMac implements AutoCloseable {
    /** Bytes of the tag. */
    static final int BYTES = 10;

    private final PacketMac mac;
    private final MemorySegment result = Arena.ofAuto().allocate(PacketMac.RESULT_BYTES);

    TruncatedMac(PacketMac mac) {
        this.mac = mac;
    }

    void update(MemorySegment segment, long offset, int length) {
        mac.update(segment, offset, length);
    }

    /** Ends the message and writes its tag. */
    void write(MemorySegment target, long offset) {
        mac.finish(result);
        MemorySegment.copy(result, 0, target, offset, BYTES);
    }

    /** Ends the message and compares its tag, in a time that does not tell where they differ. */
    boolean matches(MemorySegment packet, long offset) {
        mac.finish(result);
        int difference = 0;
        for (int i = 0; i < BYTES; i++) {
            difference |= result.get(ValueLayout.JAVA_BYTE, i) ^ packet.get(ValueLayout.JAVA_BYTE, offset + i);
        }
        return difference == 0;
    }

    @Override
    public void close() {
        mac.close();
    }
}
