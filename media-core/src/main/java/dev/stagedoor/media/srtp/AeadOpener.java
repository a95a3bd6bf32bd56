package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** AES-GCM decryption with one key (RFC 5116 §5.1): {@link #begin}, {@link #associate} any number of times, {@link #open}. */
public interface AeadOpener extends AutoCloseable {
    /** Starts a message. */
    void begin(MemorySegment nonce);

    /** Adds bytes that are authenticated but not encrypted. */
    void associate(MemorySegment segment, long offset, int length);

    /**
     * Decrypts {@code length} bytes in place; the tag stands behind them.
     *
     * @return whether the message is authentic; if not, the bytes are worthless
     */
    boolean open(MemorySegment segment, long offset, int length);

    @Override
    void close();
}
