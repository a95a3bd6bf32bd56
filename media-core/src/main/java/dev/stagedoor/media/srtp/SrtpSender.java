package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** Protects what one participant is sent. Owned by the participant's loop; close it there to free its native keys. */
public final class SrtpSender implements AutoCloseable {
    /** A sender with the local half of the keys. */
    public SrtpSender(SrtpBackend backend, SrtpKeyingMaterial keys) {}

    /**
     * Protects one RTP packet; the result goes straight into the send slab. Source and target may be the same place, but
     * must not overlap otherwise; the target has room for {@link SrtpProfile#rtpOverheadBytes()} more.
     *
     * <p>An index (roll-over counter and sequence number) is protected once: a repeated packet must go by RTX.
     *
     * @return the new length, or the negative code of an {@link SrtpDrop}
     */
    public int protectRtp(
            MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        return SrtpDrop.MALFORMED.code();
    }

    /** As {@link #protectRtp}, for a compound or reduced-size RTCP packet. */
    public int protectRtcp(
            MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        return SrtpDrop.MALFORMED.code();
    }

    @Override
    public void close() {}
}
