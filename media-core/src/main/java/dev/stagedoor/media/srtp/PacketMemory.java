package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Pointers into packets for native calls, which take them as {@code long} so that a call makes no segment objects. */
final class PacketMemory {
    private PacketMemory() {}

    /** The address of {@code length} bytes inside a native segment; throws when they are not all inside it. */
    static long address(MemorySegment segment, long offset, long length) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException("a packet lies on the heap, expected native memory");
        }
        Objects.checkFromIndexSize(offset, length, segment.byteSize());
        return segment.address() + offset;
    }
}
