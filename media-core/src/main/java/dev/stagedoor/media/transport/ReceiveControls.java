package dev.stagedoor.media.transport;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Control messages of received datagrams: which address of ours each came to, where the socket has more than one. */
final class ReceiveControls {
    private final PacketInfo packetInfo;
    private final int bytes;
    private final MemorySegment memory;

    /** @param asked whether the socket was asked for addresses; if not, there is nothing to read */
    ReceiveControls(int count, boolean ipv6, boolean asked) {
        packetInfo = PacketInfo.of(ipv6);
        bytes = asked ? ControlMessages.space(packetInfo.bytes) : 0;
        memory = Arena.global().allocate(Math.max(8, (long) count * bytes), 8);
    }

    /** Bytes that a message may bring. */
    int bytes() {
        return bytes;
    }

    /** Address of the room for the message at an index. */
    long pointer(int index) {
        return memory.address() + (long) index * bytes;
    }

    /** Takes the local address of the message at an index over into the batch. */
    void read(MessageHeaders headers, int index, ReceiveBatch batch) {
        long at = (long) index * bytes;
        long end = at + Math.min(headers.controlLength(index), bytes);
        if (end - at >= ControlMessages.HEADER_BYTES + packetInfo.bytes
                && ControlMessages.is(memory, at, packetInfo.level, packetInfo.type)) {
            long data = at + ControlMessages.HEADER_BYTES;
            batch.setLocal(index, packetInfo.high(memory, data), packetInfo.low(memory, data));
        } else {
            batch.setLocal(index, 0, 0);
        }
    }
}
