package dev.stagedoor.media.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.stagedoor.media.ice.TransportAddress;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The control message that names the local address of a datagram: IP_PKTINFO (ip(7)) and IPV6_PKTINFO (ipv6(7)). The same
 * structure tells where a datagram came to and sets where one leaves from. A dual-stack socket uses the second kind with IPv4
 * addresses mapped into IPv6.
 */
enum PacketInfo {
    IPV4(0, 8, 8, 12) {
        @Override
        void write(MemorySegment memory, long offset, long high, long low) {
            memory.set(JAVA_INT, offset, 0);
            memory.set(IPV4_ADDRESS, offset + 4, (int) low);
            memory.set(JAVA_INT, offset + 8, 0);
        }

        @Override
        long high(MemorySegment memory, long offset) {
            return 0;
        }

        @Override
        long low(MemorySegment memory, long offset) {
            return TransportAddress.mapped(memory.get(IPV4_ADDRESS, offset + 4));
        }
    },
    IPV6(41, 49, 50, 20) {
        @Override
        void write(MemorySegment memory, long offset, long high, long low) {
            memory.set(IPV6_HALF, offset, high);
            memory.set(IPV6_HALF, offset + 8, low);
            memory.set(JAVA_INT, offset + 16, 0);
        }

        @Override
        long high(MemorySegment memory, long offset) {
            return memory.get(IPV6_HALF, offset);
        }

        @Override
        long low(MemorySegment memory, long offset) {
            return memory.get(IPV6_HALF, offset + 8);
        }
    };

    private static final ValueLayout.OfInt IPV4_ADDRESS = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong IPV6_HALF = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** Level of the socket option and of the control message. */
    final int level;

    /** Socket option that asks for the message with every datagram received. */
    final int receiveOption;

    /** Type of the control message. */
    final int type;

    /** Bytes of its data. */
    final int bytes;

    PacketInfo(int level, int receiveOption, int type, int bytes) {
        this.level = level;
        this.receiveOption = receiveOption;
        this.type = type;
        this.bytes = bytes;
    }

    /** The kind of a socket's family. */
    static PacketInfo of(boolean ipv6) {
        return ipv6 ? IPV6 : IPV4;
    }

    /** Writes the message's data for a datagram that is to leave from this address; the interface is the route's. */
    abstract void write(MemorySegment memory, long offset, long high, long low);

    /** The first half of the address that a datagram came to. */
    abstract long high(MemorySegment memory, long offset);

    /** The second half of the address that a datagram came to. */
    abstract long low(MemorySegment memory, long offset);
}
