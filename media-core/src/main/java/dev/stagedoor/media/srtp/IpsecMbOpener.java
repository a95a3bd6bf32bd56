package dev.stagedoor.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** AES-GCM decryption by {@link IpsecMb}. */
final class IpsecMbOpener implements AeadOpener {
    private final IpsecMbKey key;
    private final MemorySegment tag = Arena.ofAuto().allocate(AeadSealer.TAG_BYTES);

    IpsecMbOpener(byte[] key) {
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
    public boolean open(MemorySegment segment, long offset, int length) {
        long in = PacketMemory.address(segment, offset, (long) length + AeadSealer.TAG_BYTES);
        IpsecMb.open(key, in, in, length, tag.address());
        long end = offset + length;
        // Both halves in any case, so that the time taken tells nothing of where the tags differ.
        long difference = (tag.get(JAVA_LONG_UNALIGNED, 0) ^ segment.get(JAVA_LONG_UNALIGNED, end))
                | (tag.get(JAVA_LONG_UNALIGNED, 8) ^ segment.get(JAVA_LONG_UNALIGNED, end + 8));
        return difference == 0;
    }

    @Override
    public void close() {
        key.wipe();
    }
}
