package dev.stagedoor.benchmarks.client.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** IPv4 addresses as the system has them (struct sockaddr_in, ip(7)). */
final class Ipv4Memory {
    static final int BYTES = 16;

    private static final int PORT = 2;
    private static final int ADDRESS = 4;
    private static final int ADDRESS_BYTES = 4;
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private Ipv4Memory() {}

    /** Any address if it is not IPv4. */
    static MemorySegment write(Arena arena, InetAddress address, int port) {
        var memory = arena.allocate(BYTES, 8);
        memory.set(ValueLayout.JAVA_SHORT, 0, (short) LinuxCalls.AF_INET);
        memory.set(NETWORK_SHORT, PORT, (short) port);
        var bytes = address.getAddress();
        if (bytes.length == ADDRESS_BYTES) {
            MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, ADDRESS, ADDRESS_BYTES);
        }
        return memory;
    }

    static InetSocketAddress read(MemorySegment memory, long offset) {
        var bytes = new byte[ADDRESS_BYTES];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset + ADDRESS, bytes, 0, ADDRESS_BYTES);
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(bytes), memory.get(NETWORK_SHORT, offset + PORT) & 0xFFFF);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
