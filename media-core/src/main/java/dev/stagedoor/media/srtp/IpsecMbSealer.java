package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** AES-GCM encryption by {@link IpsecMb}. */
final class IpsecMbSealer implements AeadSealer {
    private final IpsecMbKey key;

    IpsecMbSealer(byte[] key) {
        this.key = new IpsecMbKey(key);
    }

    @Override
    public void begin(MemorySegment nonce) {
        key.begin(nonce);
    }

    @Override
    public void associate(MemorySegment segment, long offset, int length) {
        key.associate(segment, offset, length);
    }

    @Override
    public void seal(MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        long in = PacketMemory.address(source, sourceOffset, length);
        long out = PacketMemory.address(target, targetOffset, (long) length + TAG_BYTES);
        IpsecMb.seal(key, out, in, length, out + length);
    }

    @Override
    public void close() {
        key.wipe();
    }
}
