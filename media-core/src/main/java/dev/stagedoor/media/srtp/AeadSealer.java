package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** AES-GCM encryption with one key (RFC 5116 §5.1): {@link #begin}, {@link #associate} any number of times, {@link #seal}. */
public interface AeadSealer extends AutoCloseable {
    /** Bytes of the nonce. */
    int NONCE_BYTES = 12;

    /** Bytes of the tag. */
    int TAG_BYTES = 16;

    /** Starts a message; the nonce must never have been used with this key. */
    void begin(MemorySegment nonce);

    /** Adds bytes that are authenticated but not encrypted. */
    void associate(MemorySegment segment, long offset, int length);

    /** Writes {@code length} encrypted bytes and the tag behind them; source and target may be the same place. */
    void seal(MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset);

    @Override
    void close();
}
