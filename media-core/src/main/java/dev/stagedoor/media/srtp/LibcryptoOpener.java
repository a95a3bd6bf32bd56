package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** AES-GCM decryption by libcrypto. */
final class LibcryptoOpener implements AeadOpener {
    private final long context;
    private final MemorySegment outLength = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);

    LibcryptoOpener(long context) {
        this.context = context;
    }

    @Override
    public void begin(MemorySegment nonce) {
        Libcrypto.cipherInit(context, 0, 0, PacketMemory.address(nonce, 0, AeadSealer.NONCE_BYTES), false);
    }

    @Override
    public void associate(MemorySegment segment, long offset, int length) {
        Libcrypto.cipherUpdate(context, 0, outLength.address(), PacketMemory.address(segment, offset, length), length);
    }

    @Override
    public boolean open(MemorySegment segment, long offset, int length) {
        long in = PacketMemory.address(segment, offset, (long) length + AeadSealer.TAG_BYTES);
        Libcrypto.cipherUpdate(context, in, outLength.address(), in, length);
        Libcrypto.cipherControl(context, Libcrypto.CTRL_SET_TAG, AeadSealer.TAG_BYTES, in + length);
        return Libcrypto.cipherFinal(context, in + length, outLength.address());
    }

    @Override
    public void close() {
        Libcrypto.freeCipherContext(context);
    }
}
