package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Opens what one participant sends. Owned by the participant's loop; close it there to free its native keys.
 *
 * <p>An SSRC gets its state only after its first packet has proved authentic, so a stranger cannot fill the tables.
 */
public final class SrtpReceiver implements AutoCloseable {
    private final SrtpProfile profile;
    private final PacketOpener opener;
    private final SourceTable rtpSources = new SourceTable();
    private final SourceTable rtcpSources = new SourceTable();
    private boolean closed;

    /** A receiver with the remote half of the keys. */
    public SrtpReceiver(SrtpBackend backend, SrtpKeyingMaterial keys) {
        profile = keys.profile();
        opener = PacketOpener.of(backend, profile, new SessionKeys(profile, keys.remoteKey(), keys.remoteSalt()));
    }

    /**
     * Opens one SRTP packet in place. After a failure the bytes may have been overwritten.
     *
     * @return the length of the plain packet, or the negative code of an {@link SrtpDrop}
     */
    public int unprotectRtp(MemorySegment packet, long offset, int length) {
        requireOpen();
        int headerLength = RtpLayout.headerLength(packet, offset, length - profile.tagBytes());
        if (headerLength < 0) {
            return SrtpDrop.MALFORMED.code();
        }
        int ssrc = RtpLayout.rtpSsrc(packet, offset);
        ReplayWindow known = rtpSources.find(ssrc);
        if (known == null && rtpSources.isFull()) {
            return SrtpDrop.TOO_MANY_SOURCES.code();
        }
        int sequenceNumber = RtpLayout.sequenceNumber(packet, offset);
        long index = known == null ? sequenceNumber : known.estimateIndex(sequenceNumber);
        SrtpDrop refusal = known == null ? null : known.refusal(index);
        if (refusal != null) {
            return refusal.code();
        }
        if (index > SrtpSender.MAX_RTP_INDEX) {
            return SrtpDrop.KEY_EXHAUSTED.code();
        }
        if (!opener.openRtp(index, headerLength, packet, offset, length)) {
            return SrtpDrop.AUTHENTICATION_FAILED.code();
        }
        accept(rtpSources, ssrc, known, index);
        return length - profile.rtpOverheadBytes();
    }

    /** As {@link #unprotectRtp}, for SRTCP. */
    public int unprotectRtcp(MemorySegment packet, long offset, int length) {
        requireOpen();
        if (length < RtpLayout.RTCP_CLEAR_BYTES + profile.rtcpOverheadBytes()) {
            return SrtpDrop.MALFORMED.code();
        }
        int indexWord = opener.rtcpIndexWord(packet, offset, length);
        if ((indexWord & SrtpSender.ENCRYPTED_FLAG) == 0) {
            return SrtpDrop.NOT_ENCRYPTED.code();
        }
        int index = indexWord & SrtpSender.MAX_RTCP_INDEX;
        int ssrc = RtpLayout.rtcpSsrc(packet, offset);
        ReplayWindow known = rtcpSources.find(ssrc);
        if (known == null && rtcpSources.isFull()) {
            return SrtpDrop.TOO_MANY_SOURCES.code();
        }
        SrtpDrop refusal = known == null ? null : known.refusal(index);
        if (refusal != null) {
            return refusal.code();
        }
        if (!opener.openRtcp(packet, offset, length)) {
            return SrtpDrop.AUTHENTICATION_FAILED.code();
        }
        accept(rtcpSources, ssrc, known, index);
        return length - profile.rtcpOverheadBytes();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            opener.close();
        }
    }

    private static void accept(SourceTable sources, int ssrc, @Nullable ReplayWindow known, long index) {
        ReplayWindow window = known;
        if (window == null) {
            window = new ReplayWindow();
            sources.add(ssrc, window);
        }
        window.accept(index);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the receiver is closed: its native keys are gone");
        }
    }
}
