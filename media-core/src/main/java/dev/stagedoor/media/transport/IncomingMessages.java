package dev.stagedoor.media.transport;

import java.lang.foreign.MemorySegment;

/**
 * Reads a socket by recvmmsg. The system may coalesce datagrams of one size that a peer has sent in a row into one message
 * (UDP_GRO, udp(7)), which saves most of their way through the kernel; they lie one behind the other, and become slots of the
 * batch where they lie.
 */
final class IncomingMessages {
    /** Messages of a receive when each may be as long as UDP allows. */
    private static final int COALESCED_MESSAGES = 64;

    /** Datagrams in a message, at most: UDP_GRO_CNT_MAX of Linux. */
    private static final int MAX_SEGMENTS = 64;

    /**
     * The longest message and a few cache lines: with a power of two, the beginnings of all messages would compete for the
     * same places in the processor's caches.
     */
    private static final int COALESCED_BYTES = 65_536 + 33 * 64;

    private final int messages;
    private final int messageBytes;
    private final int readableBytes;
    private final ReceiveBatch batch;
    private final MessageHeaders headers;
    private final ReceiveControls controls;
    /** Headers that the last receive changed. */
    private int toReset;

    /**
     * Buffers for a socket.
     *
     * @param address whether the socket was asked to tell addresses
     * @param coalescing whether it was asked to coalesce datagrams
     */
    IncomingMessages(boolean ipv6, boolean address, boolean coalescing) {
        messages = coalescing ? COALESCED_MESSAGES : ReceiveBatch.BURST;
        messageBytes = coalescing ? COALESCED_BYTES : ReceiveBatch.SLOT_BYTES;
        readableBytes = coalescing ? 65_536 : ReceiveBatch.SLOT_BYTES;
        batch = new ReceiveBatch(messages * (coalescing ? MAX_SEGMENTS : 1), messages * messageBytes);
        headers = new MessageHeaders(messages, ipv6);
        controls = new ReceiveControls(messages, ipv6, address, coalescing);
        for (int i = 0; i < messages; i++) {
            headers.setBuffer(i, batch.slab.address() + (long) i * messageBytes, readableBytes);
            headers.setControl(i, controls.pointer(i), controls.bytes());
        }
        toReset = messages;
    }

    ReceiveBatch batch() {
        return batch;
    }

    /** Takes what has arrived at the socket; how many datagrams. */
    int receive(int descriptor) {
        for (int i = 0; i < toReset; i++) {
            headers.resetForReceive(i, controls.bytes());
        }
        int received = SystemCalls.receive(descriptor, headers.pointer(0), messages);
        int slots = 0;
        for (int i = 0; i < received; i++) {
            slots = take(i, slots);
        }
        toReset = Math.max(received, 0);
        return slots;
    }

    /** Makes slots of the datagrams in a message, from this one on; returns the next free slot. */
    private int take(int message, int firstSlot) {
        controls.read(headers, message);
        MemorySegment addresses = headers.addresses();
        long address = headers.address(message);
        long high = SocketAddressMemory.high(addresses, address);
        long low = SocketAddressMemory.low(addresses, address);
        int port = SocketAddressMemory.port(addresses, address);
        int left = headers.receivedLength(message);
        int segment = controls.segmentBytes() > 0 ? controls.segmentBytes() : left;
        boolean truncated = (headers.flags(message) & SystemCalls.TRUNCATED) != 0;
        int offset = message * messageBytes;
        int slot = firstSlot;
        do {
            int length = Math.min(segment, left);
            boolean fits = !truncated && length <= ReceiveBatch.SLOT_BYTES;
            batch.set(slot, fits ? length : ReceiveBatch.TRUNCATED, high, low, port);
            batch.setPlace(slot, offset);
            batch.setLocal(slot, controls.localHigh(), controls.localLow());
            slot++;
            offset += length;
            left -= length;
        } while (left > 0 && slot < batch.capacity());
        return slot;
    }
}
