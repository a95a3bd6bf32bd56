package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** AES-CM packets with HMAC-SHA1-80 out (RFC 3711 §3.3, §3.4). */
final class CounterPacketSealer implements PacketSealer {
    private final CounterCipher rtpCipher;
    private final CounterCipher rtcpCipher;
    private final CounterBlock rtpCounter;
    private final CounterBlock rtcpCounter;
    private final TruncatedMac rtpMac;
    private final TruncatedMac rtcpMac;
    private final MemorySegment rollOverCounter = Arena.ofAuto().allocate(4);

    CounterPacketSealer(SrtpBackend backend, SessionKeys keys) {
        rtpCipher = backend.counterCipher(keys.rtpEncryptionKey());
        rtcpCipher = backend.counterCipher(keys.rtcpEncryptionKey());
        rtpCounter = new CounterBlock(keys.rtpSalt());
        rtcpCounter = new CounterBlock(keys.rtcpSalt());
        rtpMac = new TruncatedMac(backend.hmacSha1(keys.rtpAuthenticationKey()));
        rtcpMac = new TruncatedMac(backend.hmacSha1(keys.rtcpAuthenticationKey()));
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
        MemorySegment counter = rtpCounter.of(RtpLayout.rtpSsrc(target, targetOffset), index);
        rtpCipher.apply(
                counter,
                source,
                sourceOffset + headerLength,
                length - headerLength,
                target,
                targetOffset + headerLength);
        rollOverCounter.set(RtpLayout.INT, 0, (int) (index >>> 16));
        rtpMac.update(target, targetOffset, length);
        rtpMac.update(rollOverCounter, 0, 4);
        rtpMac.write(target, targetOffset + length);
        return length + TruncatedMac.BYTES;
    }

    @Override
    public int sealRtcp(
            int index, MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        int clear = RtpLayout.RTCP_CLEAR_BYTES;
        MemorySegment counter = rtcpCounter.of(RtpLayout.rtcpSsrc(target, targetOffset), index);
        rtcpCipher.apply(counter, source, sourceOffset + clear, length - clear, target, targetOffset + clear);
        target.set(RtpLayout.INT, targetOffset + length, index | SrtpSender.ENCRYPTED_FLAG);
        int authenticated = length + SrtpProfile.RTCP_INDEX_BYTES;
        rtcpMac.update(target, targetOffset, authenticated);
        rtcpMac.write(target, targetOffset + authenticated);
        return authenticated + TruncatedMac.BYTES;
    }

    @Override
    public void close() {
        rtpCipher.close();
        rtcpCipher.close();
        rtpMac.close();
        rtcpMac.close();
    }
}
