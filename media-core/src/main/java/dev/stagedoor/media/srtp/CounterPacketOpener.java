package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** AES-CM packets with HMAC-SHA1-80 in (RFC 3711 §3.3, §3.4). */
final class CounterPacketOpener implements PacketOpener {
    private final CounterCipher rtpCipher;
    private final CounterCipher rtcpCipher;
    private final CounterBlock rtpCounter;
    private final CounterBlock rtcpCounter;
    private final TruncatedMac rtpMac;
    private final TruncatedMac rtcpMac;
    private final MemorySegment rollOverCounter = Arena.ofAuto().allocate(4);

    CounterPacketOpener(SrtpBackend backend, SessionKeys keys) {
        rtpCipher = backend.counterCipher(keys.rtpEncryptionKey());
        rtcpCipher = backend.counterCipher(keys.rtcpEncryptionKey());
        rtpCounter = new CounterBlock(keys.rtpSalt());
        rtcpCounter = new CounterBlock(keys.rtcpSalt());
        rtpMac = new TruncatedMac(backend.hmacSha1(keys.rtpAuthenticationKey()));
        rtcpMac = new TruncatedMac(backend.hmacSha1(keys.rtcpAuthenticationKey()));
    }

    @Override
    public boolean openRtp(long index, int headerLength, MemorySegment packet, long offset, int length) {
        int plainLength = length - TruncatedMac.BYTES;
        rollOverCounter.set(RtpLayout.INT, 0, (int) (index >>> 16));
        rtpMac.update(packet, offset, plainLength);
        rtpMac.update(rollOverCounter, 0, 4);
        if (!rtpMac.matches(packet, offset + plainLength)) {
            return false;
        }
        MemorySegment counter = rtpCounter.of(RtpLayout.rtpSsrc(packet, offset), index);
        long payload = offset + headerLength;
        rtpCipher.apply(counter, packet, payload, plainLength - headerLength, packet, payload);
        return true;
    }

    @Override
    public int rtcpIndexWord(MemorySegment packet, long offset, int length) {
        return packet.get(RtpLayout.INT, offset + length - TruncatedMac.BYTES - SrtpProfile.RTCP_INDEX_BYTES);
    }

    @Override
    public boolean openRtcp(MemorySegment packet, long offset, int length) {
        int authenticated = length - TruncatedMac.BYTES;
        rtcpMac.update(packet, offset, authenticated);
        if (!rtcpMac.matches(packet, offset + authenticated)) {
            return false;
        }
        int index = rtcpIndexWord(packet, offset, length) & SrtpSender.MAX_RTCP_INDEX;
        int clear = RtpLayout.RTCP_CLEAR_BYTES;
        MemorySegment counter = rtcpCounter.of(RtpLayout.rtcpSsrc(packet, offset), index);
        int encrypted = authenticated - SrtpProfile.RTCP_INDEX_BYTES - clear;
        rtcpCipher.apply(counter, packet, offset + clear, encrypted, packet, offset + clear);
        return true;
    }

    @Override
    public void close() {
        rtpCipher.close();
        rtcpCipher.close();
        rtpMac.close();
        rtcpMac.close();
    }
}
