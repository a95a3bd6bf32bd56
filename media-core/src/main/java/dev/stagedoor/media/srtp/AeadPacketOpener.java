package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** AES-GCM packets in (RFC 7714 §8, §9). */
final class AeadPacketOpener implements PacketOpener {
    private final AeadOpener rtp;
    private final AeadOpener rtcp;
    private final AeadNonce rtpNonce;
    private final AeadNonce rtcpNonce;

    AeadPacketOpener(SrtpBackend backend, SessionKeys keys) {
        rtp = backend.aeadOpener(keys.rtpEncryptionKey());
        rtcp = backend.aeadOpener(keys.rtcpEncryptionKey());
        rtpNonce = new AeadNonce(keys.rtpSalt());
        rtcpNonce = new AeadNonce(keys.rtcpSalt());
    }

    @Override
    public boolean openRtp(long index, int headerLength, MemorySegment packet, long offset, int length) {
        rtp.begin(rtpNonce.of(RtpLayout.rtpSsrc(packet, offset), index));
        rtp.associate(packet, offset, headerLength);
        return rtp.open(packet, offset + headerLength, length - headerLength - AeadSealer.TAG_BYTES);
    }

    @Override
    public int rtcpIndexWord(MemorySegment packet, long offset, int length) {
        return packet.get(RtpLayout.INT, offset + length - SrtpProfile.RTCP_INDEX_BYTES);
    }

    @Override
    public boolean openRtcp(MemorySegment packet, long offset, int length) {
        int clear = RtpLayout.RTCP_CLEAR_BYTES;
        int sealed = length - SrtpProfile.RTCP_INDEX_BYTES;
        int index = rtcpIndexWord(packet, offset, length) & SrtpSender.MAX_RTCP_INDEX;
        rtcp.begin(rtcpNonce.of(RtpLayout.rtcpSsrc(packet, offset), index));
        rtcp.associate(packet, offset, clear);
        rtcp.associate(packet, offset + sealed, SrtpProfile.RTCP_INDEX_BYTES);
        return rtcp.open(packet, offset + clear, sealed - clear - AeadSealer.TAG_BYTES);
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
