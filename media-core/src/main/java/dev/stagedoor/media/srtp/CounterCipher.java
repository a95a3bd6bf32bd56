package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** AES in counter mode with one key (RFC 3711 §4.1.1). Encrypting and decrypting are the same. */
public interface CounterCipher extends AutoCloseable {
    /** Bytes of the initial counter. */
    int COUNTER_BYTES = 16;

    /** Writes {@code length} bytes, combined with the key stream from {@code counter} on; may work in place. */
    void apply(
            MemorySegment counter,
            MemorySegment source,
            long sourceOffset,
            int length,
            MemorySegment target,
            long targetOffset);

    @Override
    void close();
}
