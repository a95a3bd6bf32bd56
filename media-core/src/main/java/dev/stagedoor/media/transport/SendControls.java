package dev.stagedoor.media.transport;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.stagedoor.media.ice.LocalAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Control messages of datagrams to send: where they leave from, and how they are cut. Both are laid out once for every
 * message, the address first, so that either or both are a matter of where the header points:
 *
 * <pre>
 * | local address | segment size |
 * </pre>
 */
final class SendControls {
    private static final int SEGMENT_SPACE = ControlMessages.space(Short.BYTES);

    private final PacketInfo packetInfo;
    private final int addressSpace;
    private final int stride;
    private final MemorySegment memory;

    SendControls(int count, boolean ipv6) {
        packetInfo = PacketInfo.of(ipv6);
        addressSpace = ControlMessages.space(packetInfo.bytes);
        stride = addressSpace + SEGMENT_SPACE;
        memory = Arena.global().allocate((long) count * stride, 8);
        for (int i = 0; i < count; i++) {
            long at = (long) i * stride;
            ControlMessages.writeHeader(memory, at, packetInfo.bytes, packetInfo.level, packetInfo.type);
            ControlMessages.writeHeader(
                    memory, at + addressSpace, Short.BYTES, ControlMessages.LEVEL_UDP, ControlMessages.UDP_SEGMENT);
        }
    }

    /**
     * Writes what the message at an index needs into its header.
     *
     * @param local where it leaves from
     * @param segmentBytes size of its segments, 0 for a plain datagram
     */
    void write(MessageHeaders headers, int index, LocalAddress local, int segmentBytes) {
        long at = (long) index * stride;
        long start = at + addressSpace;
        if (!local.isAny()) {
            start = at;
            packetInfo.write(memory, at + ControlMessages.HEADER_BYTES, local.high(), local.low());
        }
        long end = at + addressSpace;
        if (segmentBytes != 0) {
            memory.set(JAVA_SHORT, end + ControlMessages.HEADER_BYTES, (short) segmentBytes);
            end += SEGMENT_SPACE;
        }
        headers.setControl(index, memory.address() + start, end - start);
    }
}
