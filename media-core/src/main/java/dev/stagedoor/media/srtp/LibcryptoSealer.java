package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** AES-GCM encryption by libcrypto. */
final class LibcryptoSealer implements AeadSealer {
    private final long context;
    private final MemorySegment outLength = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
    private final long outLengthAddress = outLength.address();

    LibcryptoSealer(long context) {
        this.context = context;
    }

    @Override
    public void begin(MemorySegment nonce) {
        Libcrypto.cipherInit(context, 0, 0, PacketMemory.address(nonce, 0, NONCE_BYTES), true);
    }

    @Override
    public void associate(MemorySegment segment, long offset, int length) {
        Libcrypto.cipherUpdate(context, 0, outLengthAddress, PacketMemory.address(segment, offset, length), length);
    }

    @Override
    public void seal(MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        long in = PacketMemory.address(source, sourceOffset, length);
        long out = PacketMemory.address(target, targetOffset, (long) length + TAG_BYTES);
        Libcrypto.cipherUpdate(context, out, outLengthAddress, in, length);
        Libcrypto.cipherFinal(context, out + length, outLengthAddress);
        Libcrypto.cipherControl(context, Libcrypto.CTRL_GET_TAG, TAG_BYTES, out + length);
    }

    @Override
    public void close() {
        Libcrypto.freeCipherContext(context);
    }
}
