package dev.stagedoor.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our packets against jitsi-srtp, an implementation that browsers have talked to for years. */
class JitsiInteropTest {
    private static final int SSRC = 0x1234_5678;
    private static final int PACKETS = 300;

    private final SrtpFixture fixture = new SrtpFixture(1_889);

    @ParameterizedTest
    @EnumSource
    void jitsiShouldOpenWhatWeProtect(SrtpProfile profile) throws GeneralSecurityException {
        SrtpKeyingMaterial keys = fixture.keys(profile);
        SrtpContextFactory jitsi = jitsi(false, profile, keys.localKey(), keys.localSalt());
        SrtpCryptoContext rtpContext = jitsi.deriveContext(SSRC, 0);
        SrtcpCryptoContext rtcpContext = jitsi.deriveControlContext(SSRC);
        try (SrtpSender sender = new SrtpSender(SrtpBackend.fastest(), keys)) {
            for (int i = 0; i < PACKETS; i++) {
                byte[] rtp = fixture.rtp(SSRC, 65_400 + i, 50 + i);
                byte[] rtcp = fixture.rtcp(SSRC, 4 * (i % 50));
                Buffer sealedRtp = new Buffer(fixture.protectRtp(sender, rtp));
                Buffer sealedRtcp = new Buffer(fixture.protectRtcp(sender, rtcp));

                assertThat(rtpContext.reverseTransformPacket(sealedRtp, false)).isEqualTo(SrtpErrorStatus.OK);
                assertThat(rtcpContext.reverseTransformPacket(sealedRtcp)).isEqualTo(SrtpErrorStatus.OK);
                assertThat(sealedRtp.toArray()).isEqualTo(rtp);
                assertThat(sealedRtcp.toArray()).isEqualTo(rtcp);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void weShouldOpenWhatJitsiProtects(SrtpProfile profile) throws GeneralSecurityException {
        SrtpKeyingMaterial keys = fixture.keys(profile);
        SrtpContextFactory jitsi = jitsi(true, profile, keys.remoteKey(), keys.remoteSalt());
        SrtpCryptoContext rtpContext = jitsi.deriveContext(SSRC, 0);
        SrtcpCryptoContext rtcpContext = jitsi.deriveControlContext(SSRC);
        try (SrtpReceiver receiver = new SrtpReceiver(SrtpBackend.fastest(), keys)) {
            for (int i = 0; i < PACKETS; i++) {
                byte[] rtp = fixture.rtp(SSRC, 65_400 + i, 50 + i);
                byte[] rtcp = fixture.rtcp(SSRC, 4 * (i % 50));
                Buffer sealedRtp = new Buffer(rtp);
                Buffer sealedRtcp = new Buffer(rtcp);
                assertThat(rtpContext.transformPacket(sealedRtp)).isEqualTo(SrtpErrorStatus.OK);
                assertThat(rtcpContext.transformPacket(sealedRtcp)).isEqualTo(SrtpErrorStatus.OK);

                assertThat(fixture.unprotectRtp(receiver, sealedRtp.toArray())).isEqualTo(rtp);
                assertThat(fixture.unprotectRtcp(receiver, sealedRtcp.toArray()))
                        .isEqualTo(rtcp);
            }
        }
    }

    private static SrtpContextFactory jitsi(boolean sender, SrtpProfile profile, byte[] key, byte[] salt) {
        return new SrtpContextFactory(
                sender, key.clone(), salt.clone(), policy(profile), policy(profile), new LoggerImpl("interop"));
    }

    private static SrtpPolicy policy(SrtpProfile profile) {
        return profile.isAead()
                ? new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION, profile.keyBytes(), SrtpPolicy.NULL_AUTHENTICATION, 0, 16, 12)
                : new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, 14);
    }

    /** A packet in an array with room behind it. */
    private static final class Buffer implements ByteArrayBuffer {
        private byte[] bytes;
        private int length;

        Buffer(byte[] packet) {
            bytes = Arrays.copyOf(packet, packet.length + 64);
            length = packet.length;
        }

        byte[] toArray() {
            return Arrays.copyOf(bytes, length);
        }

        @Override
        public byte[] getBuffer() {
            return bytes;
        }

        @Override
        public int getOffset() {
            return 0;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int length) {
            this.length = length;
        }

        @Override
        public void setOffset(int offset) {
            throw new UnsupportedOperationException("not needed");
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int offset, int regionLength, byte[] target) {
            System.arraycopy(bytes, offset, target, 0, regionLength);
        }

        @Override
        public void grow(int howMuch) {
            bytes = Arrays.copyOf(bytes, bytes.length + howMuch);
        }

        @Override
        public void append(byte[] data, int count) {
            System.arraycopy(data, 0, bytes, length, count);
            length += count;
        }

        @Override
        public void shrink(int count) {
            length -= count;
        }
    }
}
