package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Protects what one participant is sent. Owned by the participant's loop; close it there to free its native keys. */
public final class SrtpSender implements AutoCloseable {
    /** How much longer any packet may become, with any profile. */
    public static final int MAX_OVERHEAD_BYTES = 20;

    /** Set in the index word of an SRTCP packet that is encrypted (RFC 3711 §3.4). */
    static final int ENCRYPTED_FLAG = 0x8000_0000;

    /** SRTCP indexes have 31 bits; the same key must not protect more packets (RFC 3711 §9.2). */
    static final int MAX_RTCP_INDEX = 0x7FFF_FFFF;

    /** RTP indexes have 48 bits. */
    static final long MAX_RTP_INDEX = (1L << 48) - 1;

    private final PacketSealer sealer;
    private final SourceTable sources = new SourceTable();
    /** The source of the last packet: bursts are of one source, and a look into the table costs as much as the rest here. */
    private int recentSsrc;

    private @Nullable ReplayWindow recent;
    /** One count for all SSRCs: the nonce holds both, so each stays unique, and a receiver sees only gaps. */
    private int nextRtcpIndex;

    private boolean closed;

    /** A sender with the local half of the keys. */
    public SrtpSender(SrtpBackend backend, SrtpKeyingMaterial keys) {
        sealer = PacketSealer.of(
                backend, keys.profile(), new SessionKeys(keys.profile(), keys.localKey(), keys.localSalt()));
    }

    /**
     * Protects one RTP packet; the result goes straight into the send slab. Source and target may be the same place, but
     * must not overlap otherwise; the target has room for {@link SrtpProfile#rtpOverheadBytes()} more.
     *
     * <p>An index (roll-over counter and sequence number) is protected once; what is repeated must go by RTX. With GCM two
     * different packets under one nonce give the authentication key away, so this is refused here, not left to callers.
     *
     * @return the new length, or the negative code of an {@link SrtpDrop}
     */
    public int protectRtp(
            MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        requireOpen();
        int headerLength = RtpLayout.headerLength(source, sourceOffset, length);
        if (headerLength < 0) {
            return SrtpDrop.MALFORMED.code();
        }
        int ssrc = RtpLayout.rtpSsrc(source, sourceOffset);
        ReplayWindow window = windowOf(ssrc);
        if (window == null) {
            return SrtpDrop.TOO_MANY_SOURCES.code();
        }
        long index = window.estimateIndex(RtpLayout.sequenceNumber(source, sourceOffset));
        SrtpDrop refusal = window.refusal(index);
        if (refusal != null) {
            return refusal.code();
        }
        if (index > MAX_RTP_INDEX) {
            return SrtpDrop.KEY_EXHAUSTED.code();
        }
        window.accept(index);
        MemorySegment.copy(source, sourceOffset, target, targetOffset, headerLength);
        return sealer.sealRtp(index, headerLength, source, sourceOffset, length, target, targetOffset);
    }

    /**
     * As {@link #protectRtp}, for a compound or reduced-size RTCP packet; the target has room for {@link
     * SrtpProfile#rtcpOverheadBytes()} more.
     */
    public int protectRtcp(
            MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        requireOpen();
        if (length < RtpLayout.RTCP_CLEAR_BYTES) {
            return SrtpDrop.MALFORMED.code();
        }
        if (nextRtcpIndex < 0) {
            return SrtpDrop.KEY_EXHAUSTED.code();
        }
        int index = nextRtcpIndex++;
        MemorySegment.copy(source, sourceOffset, target, targetOffset, RtpLayout.RTCP_CLEAR_BYTES);
        return sealer.sealRtcp(index, source, sourceOffset, length, target, targetOffset);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sealer.close();
        }
    }

    /** Null if there is none and no room for one. */
    private @Nullable ReplayWindow windowOf(int ssrc) {
        ReplayWindow window = ssrc == recentSsrc && recent != null ? recent : sources.find(ssrc);
        if (window == null && !sources.isFull()) {
            window = new ReplayWindow();
            sources.add(ssrc, window);
        }
        recentSsrc = ssrc;
        recent = window;
        return window;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the sender is closed: its native keys are gone");
        }
    }
}
