package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** HMAC-SHA1 by libcrypto. */
final class LibcryptoMac implements PacketMac {
    private final long context;

    /** Takes a context that has its key and digest. */
    LibcryptoMac(long context) {
        this.context = context;
    }

    @Override
    public void update(MemorySegment segment, long offset, int length) {
        Libcrypto.hmacUpdate(context, PacketMemory.address(segment, offset, length), length);
    }

    @Override
    public void finish(MemorySegment result) {
        Libcrypto.hmacFinal(context, PacketMemory.address(result, 0, RESULT_BYTES), 0);
        Libcrypto.hmacInit(context, 0, 0, 0);
    }

    @Override
    public void close() {
        Libcrypto.freeHmacContext(context);
    }
}
