package dev.stagedoor.media.room;

import java.lang.foreign.MemorySegment;

/**
 * Where a participant's packets leave. The source holds plain RTP or RTCP; the sink encrypts it straight into its own
 * send slab before it returns, so the caller may overwrite the source at once. Called on the participant's loop only. A
 * sink that cannot send (no keys yet, slab full, closed) drops and counts.
 */
public interface PacketSink {
    /** Sends one RTP packet of {@code length} bytes at {@code offset}, fixed header first. */
    void sendRtp(MemorySegment source, long offset, int length);

    /** Sends one compound or reduced-size RTCP packet (RFC 5506) of {@code length} bytes at {@code offset}. */
    void sendRtcp(MemorySegment source, long offset, int length);
}
