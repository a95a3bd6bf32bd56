package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An expanded key of {@link IpsecMb} and the message that is being put together for it. The library takes associated data in one
 * piece: a single piece is used where it lies, further ones are gathered in a buffer.
 */
final class IpsecMbKey {
    /** For RTCP: eight bytes of header and four of index. */
    private static final int GATHERED_BYTES = 64;

    private final MemorySegment data = Arena.ofAuto().allocate(IpsecMb.KEY_DATA_BYTES, IpsecMb.KEY_DATA_ALIGNMENT);
    private final MemorySegment context = Arena.ofAuto().allocate(IpsecMb.CONTEXT_BYTES, 16);
    private final MemorySegment gathered = Arena.ofAuto().allocate(GATHERED_BYTES);
    /** Of both, because a segment is one more object of a viewer that is out of the caches when its packets are sealed. */
    private final long dataAddress = data.address();

    private final long contextAddress = context.address();
    private final boolean is256;
    private long nonce;
    private MemorySegment piece = MemorySegment.NULL;
    private long pieceOffset;
    private int associatedLength;
    private boolean isGathered;

    /** @param key 16 or 32 bytes */
    IpsecMbKey(byte[] key) {
        is256 = key.length == 32;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, key);
            IpsecMb.expand(is256, copy.address(), data.address());
            copy.fill((byte) 0);
        }
    }

    void begin(MemorySegment messageNonce) {
        nonce = PacketMemory.address(messageNonce, 0, AeadSealer.NONCE_BYTES);
        associatedLength = 0;
        isGathered = false;
    }

    void associate(MemorySegment segment, long offset, int length) {
        if (associatedLength == 0) {
            piece = segment;
            pieceOffset = offset;
        } else {
            if (!isGathered) {
                MemorySegment.copy(piece, pieceOffset, gathered, 0, associatedLength);
                isGathered = true;
            }
            MemorySegment.copy(segment, offset, gathered, associatedLength, length);
        }
        associatedLength += length;
    }

    boolean is256() {
        return is256;
    }

    long data() {
        return dataAddress;
    }

    long context() {
        return contextAddress;
    }

    long nonce() {
        return nonce;
    }

    long associated() {
        return isGathered ? gathered.address() : PacketMemory.address(piece, pieceOffset, associatedLength);
    }

    long associatedLength() {
        return associatedLength;
    }

    /** Forgets the key. */
    void wipe() {
        data.fill((byte) 0);
        context.fill((byte) 0);
    }
}
