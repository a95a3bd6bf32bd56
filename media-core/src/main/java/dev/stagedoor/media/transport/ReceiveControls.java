package dev.stagedoor.media.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Control messages of received messages: which address of ours each came to, where the socket has more than one, and the size
 * of the datagrams in it, where the system has coalesced several.
 */
final class ReceiveControls {
    private final PacketInfo packetInfo;
    private final int bytes;
    private final MemorySegment memory;
    private long localHigh;
    private long localLow;
    private int segmentBytes;

    /**
     * Room for the control messages of so many messages.
     *
     * @param address whether the socket was asked to tell addresses
     * @param coalescing whether it was asked to coalesce datagrams
     */
    ReceiveControls(int count, boolean ipv6, boolean address, boolean coalescing) {
        packetInfo = PacketInfo.of(ipv6);
        bytes = (address ? ControlMessages.space(packetInfo.bytes) : 0)
                + (coalescing ? ControlMessages.space(Integer.BYTES) : 0);
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

    /** Reads what came with the message at an index. */
    void read(MessageHeaders headers, int index) {
        localHigh = 0;
        localLow = 0;
        segmentBytes = 0;
        long at = (long) index * bytes;
        long end = at + Math.min(headers.controlLength(index), bytes);
        while (end - at >= ControlMessages.HEADER_BYTES) {
            long length = ControlMessages.length(memory, at);
            if (length < ControlMessages.HEADER_BYTES || length > end - at) {
                return;
            }
            readOne(at, length - ControlMessages.HEADER_BYTES);
            at += length + 7 & ~7;
        }
    }

    private void readOne(long at, long dataBytes) {
        long data = at + ControlMessages.HEADER_BYTES;
        if (dataBytes >= packetInfo.bytes && ControlMessages.is(memory, at, packetInfo.level, packetInfo.type)) {
            localHigh = packetInfo.high(memory, data);
            localLow = packetInfo.low(memory, data);
        } else if (dataBytes >= Integer.BYTES
                && ControlMessages.is(memory, at, ControlMessages.LEVEL_UDP, ControlMessages.UDP_GRO)) {
            segmentBytes = memory.get(JAVA_INT, data);
        }
    }

    /** First half of the local address of the message read last, 0 if nothing was said. */
    long localHigh() {
        return localHigh;
    }

    /** Second half of the same. */
    long localLow() {
        return localLow;
    }

    /** Size of all but the last of the datagrams that the message read last consists of, 0 if it is one. */
    int segmentBytes() {
        return segmentBytes;
    }
}
