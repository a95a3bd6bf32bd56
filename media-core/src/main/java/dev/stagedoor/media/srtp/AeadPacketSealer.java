package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** AES-GCM packets out (RFC 7714 §8, §9). */
final class AeadPacketSealer implements PacketSealer {
    private final AeadSealer rtp;
    private final AeadSealer rtcp;
    private final AeadNonce rtpNonce;
    private final AeadNonce rtcpNonce;
    private final MemorySegment indexWord = Arena.ofAuto().allocate(SrtpProfile.RTCP_INDEX_BYTES);

    AeadPacketSealer(SrtpBackend backend, SessionKeys keys) {
        rtp = backend.aeadSealer(keys.rtpEncryptionKey());
        rtcp = backend.aeadSealer(keys.rtcpEncryptionKey());
        rtpNonce = new AeadNonce(keys.rtpSalt());
        rtcpNonce = new AeadNonce(keys.rtcpSalt());
    }

    @Override
    public int sealRtp(
            long index,
            int headerLength,
            MemorySegment source,
            long sourceOffset,
            int length,
            MemorySegment target,
            long targetOffset) {
        rtp.begin(rtpNonce.of(RtpLayout.rtpSsrc(target, targetOffset), index));
        rtp.associate(target, targetOffset, headerLength);
        rtp.seal(source, sourceOffset + headerLength, length - headerLength, target, targetOffset + headerLength);
        return length + AeadSealer.TAG_BYTES;
    }

    @Override
    public int sealRtcp(
            int index, MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        int clear = RtpLayout.RTCP_CLEAR_BYTES;
        indexWord.set(RtpLayout.INT, 0, index | SrtpSender.ENCRYPTED_FLAG);
        rtcp.begin(rtcpNonce.of(RtpLayout.rtcpSsrc(target, targetOffset), index));
        rtcp.associate(target, targetOffset, clear);
        rtcp.associate(indexWord, 0, SrtpProfile.RTCP_INDEX_BYTES);
        rtcp.seal(source, sourceOffset + clear, length - clear, target, targetOffset + clear);
        target.set(RtpLayout.INT, targetOffset + length + AeadSealer.TAG_BYTES, index | SrtpSender.ENCRYPTED_FLAG);
        return length + AeadSealer.TAG_BYTES + SrtpProfile.RTCP_INDEX_BYTES;
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
