package dev.stagedoor.media.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of mmsghdr (recvmmsg(2)) with an address and one I/O vector each, laid out for 64-bit Linux and made once. Most
 * fields never change after that. Control messages are somebody else's: see {@link #setControl}.
 */
final class MessageHeaders {
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
    /** Each address begins on a multiple of eight. */
    private static final int ADDRESS_BYTES = 32;

    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment addresses;
    private final int addressLength;

    MessageHeaders(int count, boolean ipv6) {
        headers = Arena.global().allocate((long) count * HEADER_BYTES, 64);
        vectors = Arena.global().allocate((long) count * VECTOR_BYTES, 16);
        addresses = Arena.global().allocate((long) count * ADDRESS_BYTES, 8);
        addressLength = SocketAddressMemory.bytes(ipv6);
        for (int i = 0; i < count; i++) {
            headers.set(JAVA_LONG, header(i) + NAME, addresses.address() + address(i));
            headers.set(JAVA_INT, header(i) + NAME_LENGTH, addressLength);
            headers.set(JAVA_LONG, header(i) + VECTOR, vectors.address() + vector(i));
            headers.set(JAVA_LONG, header(i) + VECTOR_COUNT, 1);
        }
    }

    /** Address of the header at an index, for a system call. */
    long pointer(int index) {
        return headers.address() + header(index);
    }

    /** Where the message's bytes are, or may be put. */
    void setBuffer(int index, long address, long length) {
        vectors.set(JAVA_LONG, vector(index), address);
        vectors.set(JAVA_LONG, vector(index) + 8, length);
    }

    /** Where the message's control messages (cmsg(3)) are, or may be put; none with length 0. */
    void setControl(int index, long address, long length) {
        headers.set(JAVA_LONG, header(index) + CONTROL, address);
        headers.set(JAVA_LONG, header(index) + CONTROL_LENGTH, length);
    }

    /** Undoes what a receive left in the header. */
    void resetForReceive(int index, long controlLength) {
        headers.set(JAVA_INT, header(index) + NAME_LENGTH, addressLength);
        headers.set(JAVA_LONG, header(index) + CONTROL_LENGTH, controlLength);
        headers.set(JAVA_INT, header(index) + FLAGS, 0);
    }

    int receivedLength(int index) {
        return headers.get(JAVA_INT, header(index) + MESSAGE_LENGTH);
    }

    int flags(int index) {
        return headers.get(JAVA_INT, header(index) + FLAGS);
    }

    /** Bytes of control messages that came with a received message. */
    long controlLength(int index) {
        return headers.get(JAVA_LONG, header(index) + CONTROL_LENGTH);
    }

    MemorySegment addresses() {
        return addresses;
    }

    /** Where in {@link #addresses()} the message's address stands. */
    long address(int index) {
        return (long) index * ADDRESS_BYTES;
    }

    private static long header(int index) {
        return (long) index * HEADER_BYTES;
    }

    private static long vector(int index) {
        return (long) index * VECTOR_BYTES;
    }
}
