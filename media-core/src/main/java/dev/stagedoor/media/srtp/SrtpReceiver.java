package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Opens what one participant sends. Owned by the participant's loop; close it there to free its native keys.
 *
 * <p>An SSRC gets its state only after its first packet has proved authentic, so a stranger cannot fill the tables.
 *
 * <p>Its first packet is taken to be of the first round of sequence numbers. If a source began just before their end and all that
 * it sent until then was lost, that is wrong, and nothing it sends would ever open. So where the number of a first packet is small
 * and the packet does not open, the second round is tried: once for each such packet, and for a few dozen in all, since whoever sends rubbish
 * shall not make us work twice.
 */
public final class SrtpReceiver implements AutoCloseable {
    /** Of a first packet: as many as come late are still told from the next round. */
    private static final int FIRST_NUMBERS = ReplayWindow.SIZE;

    /** A participant has a handful of sources, of which hardly one ever begins so. */
    private static final int MAX_SECOND_TRIES = 64;

    private static final long SECOND_ROUND = 1L << 16;
    private static final long NOT_OPENED = -1;

    private final SrtpProfile profile;
    private final PacketOpener opener;
    private final SourceTable rtpSources = new SourceTable();
    private final SourceTable rtcpSources = new SourceTable();
    private int secondTriesLeft = MAX_SECOND_TRIES;
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
        if (known == null && sequenceNumber < FIRST_NUMBERS && secondTriesLeft > 0) {
            index = openFirst(sequenceNumber, headerLength, packet, offset, length);
        } else if (!opener.openRtp(index, headerLength, packet, offset, length)) {
            index = NOT_OPENED;
        }
        if (index == NOT_OPENED) {
            return SrtpDrop.AUTHENTICATION_FAILED.code();
        }
        accept(rtpSources, ssrc, known, index);
        return length - profile.rtpOverheadBytes();
    }

    /** In which round the first packet of a source opens, as an index; {@link #NOT_OPENED} if in neither. */
    private long openFirst(int sequenceNumber, int headerLength, MemorySegment packet, long offset, int length) {
        byte[] sealed = new byte[length];
        MemorySegment.copy(packet, ValueLayout.JAVA_BYTE, offset, sealed, 0, length);
        if (opener.openRtp(sequenceNumber, headerLength, packet, offset, length)) {
            return sequenceNumber;
        }
        secondTriesLeft--;
        MemorySegment.copy(sealed, 0, packet, ValueLayout.JAVA_BYTE, offset, length);
        long index = SECOND_ROUND + sequenceNumber;
        return opener.openRtp(index, headerLength, packet, offset, length) ? index : NOT_OPENED;
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
