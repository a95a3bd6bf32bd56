package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** AES-CTR by libcrypto. */
final class LibcryptoCounterCipher implements CounterCipher {
    private final long context;
    private final MemorySegment outLength = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);

    LibcryptoCounterCipher(long context) {
        this.context = context;
    }

    @Override
    public void apply(
            MemorySegment counter,
            MemorySegment source,
            long sourceOffset,
            int length,
            MemorySegment target,
            long targetOffset) {
        long in = PacketMemory.address(source, sourceOffset, length);
        long out = PacketMemory.address(target, targetOffset, length);
        Libcrypto.cipherInit(context, 0, 0, PacketMemory.address(counter, 0, COUNTER_BYTES), true);
        Libcrypto.cipherUpdate(context, out, outLength.address(), in, length);
    }

    @Override
    public void close() {
        Libcrypto.freeCipherContext(context);
    }
}
