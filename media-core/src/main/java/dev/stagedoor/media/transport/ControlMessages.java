package dev.stagedoor.media.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** The layout of control messages (cmsg(3)) on 64-bit Linux: length, level, type, data, the next on a multiple of eight. */
final class ControlMessages {
    /** Level of UDP's options and control messages. */
    static final int LEVEL_UDP = 17;

    /** Size of the segments that a message is to be cut into, two bytes (udp(7)). */
    static final int UDP_SEGMENT = 103;

    /** Size of the datagrams that were coalesced into a received message, an int (udp(7)). */
    static final int UDP_GRO = 104;

    /** Bytes before the data. */
    static final int HEADER_BYTES = 16;

    private ControlMessages() {}

    /** Bytes that a message with so much data takes (CMSG_SPACE). */
    static int space(int dataBytes) {
        return HEADER_BYTES + (dataBytes + 7 & ~7);
    }

    static void writeHeader(MemorySegment memory, long offset, int dataBytes, int level, int type) {
        memory.set(JAVA_LONG, offset, HEADER_BYTES + dataBytes);
        memory.set(JAVA_INT, offset + 8, level);
        memory.set(JAVA_INT, offset + 12, type);
    }

    /** Bytes of the message, header included. */
    static long length(MemorySegment memory, long offset) {
        return memory.get(JAVA_LONG, offset);
    }

    static boolean is(MemorySegment memory, long offset, int level, int type) {
        return memory.get(JAVA_INT, offset + 8) == level && memory.get(JAVA_INT, offset + 12) == type;
    }
}
