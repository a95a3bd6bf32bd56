package dev.stagedoor.benchmarks.client.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory for the messages of one recvmmsg(2) on 64-bit Linux: headers, addresses, control messages and bytes, used again and again. */
final class MessageSlots {
    /** struct mmsghdr: msghdr of 56 bytes, the message's length, padding. */
    private static final int HEADER_BYTES = 64;

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int MESSAGE_LENGTH = 56;
    private static final int VECTOR_BYTES = 16;

    /** CMSG_SPACE of the int that UDP_GRO tells. */
    private static final int CONTROL_BYTES = 24;

    private static final int CONTROL_LEVEL = 8;
    private static final int CONTROL_TYPE = 12;
    private static final int CONTROL_DATA = 16;

    private final int count;
    private final int slotBytes;
    private final MemorySegment headers;
    private final MemorySegment addresses;
    private final MemorySegment controls;
    private final MemorySegment bytes;

    MessageSlots(Arena arena, int count, int slotBytes) {
        this.count = count;
        this.slotBytes = slotBytes;
        headers = arena.allocate((long) count * HEADER_BYTES, 64);
        addresses = arena.allocate((long) count * Ipv4Memory.BYTES, 8);
        controls = arena.allocate((long) count * CONTROL_BYTES, 8);
        bytes = arena.allocate((long) count * slotBytes, 64);
        var vectors = arena.allocate((long) count * VECTOR_BYTES, 8);
        for (int i = 0; i < count; i++) {
            vectors.set(JAVA_LONG, (long) i * VECTOR_BYTES, bytes.address() + (long) i * slotBytes);
            vectors.set(JAVA_LONG, (long) i * VECTOR_BYTES + 8, slotBytes);
            headers.set(JAVA_LONG, header(i) + NAME, addresses.address() + (long) i * Ipv4Memory.BYTES);
            headers.set(JAVA_LONG, header(i) + VECTOR, vectors.address() + (long) i * VECTOR_BYTES);
            headers.set(JAVA_LONG, header(i) + VECTOR_COUNT, 1);
            headers.set(JAVA_LONG, header(i) + CONTROL, controls.address() + (long) i * CONTROL_BYTES);
            reset(i);
        }
    }

    int count() {
        return count;
    }

    /** Takes what the socket has, at most {@link #count} messages; 0 if it has nothing. */
    int receive(int descriptor) {
        return Math.max(0, LinuxCalls.receive(descriptor, headers, count));
    }

    int length(int index) {
        return headers.get(JAVA_INT, header(index) + MESSAGE_LENGTH);
    }

    /** Where the message came from is at this offset of {@link #addresses}. */
    long address(int index) {
        return (long) index * Ipv4Memory.BYTES;
    }

    MemorySegment addresses() {
        return addresses;
    }

    /** Length of the segments of a message of several, else that of the message. */
    int segmentBytes(int index) {
        var control = (long) index * CONTROL_BYTES;
        return headers.get(JAVA_LONG, header(index) + CONTROL_LENGTH) >= CONTROL_DATA + Integer.BYTES
                        && controls.get(JAVA_INT, control + CONTROL_LEVEL) == LinuxCalls.SOL_UDP
                        && controls.get(JAVA_INT, control + CONTROL_TYPE) == LinuxCalls.UDP_GRO
                ? controls.get(JAVA_INT, control + CONTROL_DATA)
                : length(index);
    }

    void copy(int index, int from, byte[] target, int length) {
        MemorySegment.copy(bytes, JAVA_BYTE, (long) index * slotBytes + from, target, 0, length);
    }

    /** Makes a header ready for another receive. */
    void reset(int index) {
        headers.set(JAVA_INT, header(index) + NAME_LENGTH, Ipv4Memory.BYTES);
        headers.set(JAVA_LONG, header(index) + CONTROL_LENGTH, CONTROL_BYTES);
        headers.set(JAVA_INT, header(index) + FLAGS, 0);
    }

    private static long header(int index) {
        return (long) index * HEADER_BYTES;
    }
}
