package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** Opens what one participant sends. Owned by the participant's loop; close it there to free its native keys. */
public final class SrtpReceiver implements AutoCloseable {
    /** A receiver with the remote half of the keys. */
    public SrtpReceiver(SrtpBackend backend, SrtpKeyingMaterial keys) {}

    /**
     * Opens one SRTP packet in place.
     *
     * @return the length of the plain packet, or the negative code of an {@link SrtpDrop}
     */
    public int unprotectRtp(MemorySegment packet, long offset, int length) {
        return SrtpDrop.MALFORMED.code();
    }

    /** As {@link #unprotectRtp}, for SRTCP. */
    public int unprotectRtcp(MemorySegment packet, long offset, int length) {
        return SrtpDrop.MALFORMED.code();
    }

    @Override
    public void close() {}
}
