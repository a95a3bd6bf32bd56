package dev.stagedoor.media.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.stagedoor.media.ice.TransportAddress;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads and writes sockaddr_in and sockaddr_in6 (ip(7), ipv6(7)) without objects. */
final class SocketAddressMemory {
    /** Size of the larger one. */
    static final int BYTES = 28;

    private static final int IPV4_BYTES = 16;
    private static final short FAMILY_IPV4 = 2;
    private static final short FAMILY_IPV6 = 10;
    private static final ValueLayout.OfShort PORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt IPV4 = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong IPV6 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddressMemory() {}

    /** Bytes of an address of the socket's family. */
    static int bytes(boolean ipv6) {
        return ipv6 ? BYTES : IPV4_BYTES;
    }

    static void write(MemorySegment memory, long offset, boolean ipv6, long high, long low, int port) {
        memory.set(PORT, offset + 2, (short) port);
        if (ipv6) {
            memory.set(JAVA_SHORT, offset, FAMILY_IPV6);
            memory.set(JAVA_INT, offset + 4, 0);
            memory.set(IPV6, offset + 8, high);
            memory.set(IPV6, offset + 16, low);
            memory.set(JAVA_INT, offset + 24, 0);
        } else {
            memory.set(JAVA_SHORT, offset, FAMILY_IPV4);
            memory.set(IPV4, offset + 4, (int) low);
        }
    }

    static int port(MemorySegment memory, long offset) {
        return memory.get(PORT, offset + 2) & 0xFFFF;
    }

    static long high(MemorySegment memory, long offset) {
        return memory.get(JAVA_SHORT, offset) == FAMILY_IPV6 ? memory.get(IPV6, offset + 8) : 0;
    }

    static long low(MemorySegment memory, long offset) {
        return memory.get(JAVA_SHORT, offset) == FAMILY_IPV6
                ? memory.get(IPV6, offset + 16)
                : TransportAddress.mapped(memory.get(IPV4, offset + 4));
    }
}
