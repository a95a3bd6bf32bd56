package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** HMAC-SHA1 with one key (RFC 3711 §4.2.1): {@link #update} any number of times, then {@link #finish}. */
public interface PacketMac extends AutoCloseable {
    /** Bytes of the untruncated result. */
    int RESULT_BYTES = 20;

    /** Adds bytes. */
    void update(MemorySegment segment, long offset, int length);

    /** Writes {@link #RESULT_BYTES} bytes to the start of {@code result} and is ready for the next message. */
    void finish(MemorySegment result);

    @Override
    void close();
}
