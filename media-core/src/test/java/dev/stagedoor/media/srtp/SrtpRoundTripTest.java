package dev.stagedoor.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every profile, every pair of backends: what one protects, the other opens, and nothing else. */
class SrtpRoundTripTest {
    private static final int SSRC = 0xCAFE_F00D;

    private final SrtpFixture fixture = new SrtpFixture(20_251);

    static Stream<Arguments> pairs() {
        return Arrays.stream(SrtpProfile.values())
                .flatMap(profile -> SrtpFixture.BACKENDS.stream()
                        .flatMap(from -> SrtpFixture.BACKENDS.stream().map(to -> Arguments.of(profile, from, to))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldOpenWhatTheOtherSideProtected(SrtpProfile profile, SrtpBackend from, SrtpBackend to) {
        SrtpKeyingMaterial keys = fixture.keys(profile);
        try (SrtpSender sender = new SrtpSender(from, keys);
                SrtpReceiver receiver = new SrtpReceiver(to, keys.mirrored())) {
            for (int length : new int[] {0, 1, 15, 16, 17, 1_200, 4_000}) {
                byte[] rtp = fixture.rtp(SSRC, 65_530 + length, length);
                byte[] rtcp = fixture.rtcp(SSRC, length);
                byte[] sealedRtp = fixture.protectRtp(sender, rtp);
                byte[] sealedRtcp = fixture.protectRtcp(sender, rtcp);

                assertThat(sealedRtp).hasSize(rtp.length + profile.rtpOverheadBytes());
                assertThat(sealedRtcp).hasSize(rtcp.length + profile.rtcpOverheadBytes());
                assertThat(fixture.unprotectRtp(receiver, sealedRtp)).isEqualTo(rtp);
                assertThat(fixture.unprotectRtcp(receiver, sealedRtcp)).isEqualTo(rtcp);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldWriteStraightIntoAnotherPlace(SrtpProfile profile, SrtpBackend from, SrtpBackend to) {
        SrtpKeyingMaterial keys = fixture.keys(profile);
        byte[] plain = fixture.rtp(SSRC, 7, 1_000);
        try (SrtpSender sender = new SrtpSender(from, keys);
                SrtpSender inPlace = new SrtpSender(to, keys)) {
            byte[] expected = fixture.protectRtp(inPlace, plain);
            fixture.slab.asSlice(SrtpFixture.OFFSET, plain.length).copyFrom(MemorySegment.ofArray(plain));

            int length = sender.protectRtp(fixture.slab, SrtpFixture.OFFSET, plain.length, fixture.slab, 4_096);

            assertThat(fixture.slab.asSlice(4_096, length).toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(expected);
            assertThat(fixture.slab.asSlice(SrtpFixture.OFFSET, plain.length).toArray(ValueLayout.JAVA_BYTE))
                    .as("the source is left alone")
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldRefuseAnyFlippedBit(SrtpProfile profile, SrtpBackend from, SrtpBackend to) {
        SrtpKeyingMaterial keys = fixture.keys(profile);
        try (SrtpSender sender = new SrtpSender(from, keys);
                SrtpReceiver receiver = new SrtpReceiver(to, keys.mirrored())) {
            byte[] sealed = fixture.protectRtp(sender, fixture.rtp(SSRC, 1, 20));
            for (int bit = 0; bit < sealed.length * 8; bit++) {
                byte[] forged = SrtpFixture.flipped(sealed, bit);
                assertThat(fixture.refuseRtp(receiver, forged))
                        .as("bit %d", bit)
                        .isIn(SrtpDrop.AUTHENTICATION_FAILED, SrtpDrop.MALFORMED);
            }
            byte[] control = fixture.protectRtcp(sender, fixture.rtcp(SSRC, 20));
            for (int bit = 0; bit < control.length * 8; bit++) {
                byte[] forged = SrtpFixture.flipped(control, bit);
                assertThat(fixture.refuseRtcp(receiver, forged))
                        .as("bit %d", bit)
                        .isIn(SrtpDrop.AUTHENTICATION_FAILED, SrtpDrop.NOT_ENCRYPTED);
            }
            assertThat(fixture.unprotectRtp(receiver, sealed))
                    .as("and then the real one")
                    .hasSize(44);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldRefuseAnotherKey(SrtpProfile profile, SrtpBackend from, SrtpBackend to) {
        try (SrtpSender sender = new SrtpSender(from, fixture.keys(profile));
                SrtpReceiver receiver = new SrtpReceiver(to, fixture.keys(profile))) {
            assertThat(fixture.refuseRtp(receiver, fixture.protectRtp(sender, fixture.rtp(SSRC, 1, 100))))
                    .isEqualTo(SrtpDrop.AUTHENTICATION_FAILED);
            assertThat(fixture.refuseRtcp(receiver, fixture.protectRtcp(sender, fixture.rtcp(SSRC, 100))))
                    .isEqualTo(SrtpDrop.AUTHENTICATION_FAILED);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldSurviveRandomAndMutatedBytes(SrtpProfile profile, SrtpBackend from, SrtpBackend to) {
        SrtpKeyingMaterial keys = fixture.keys(profile);
        try (SrtpSender sender = new SrtpSender(from, keys);
                SrtpReceiver receiver = new SrtpReceiver(to, keys.mirrored())) {
            byte[] sealed = fixture.protectRtp(sender, fixture.rtp(SSRC, 1, 60));
            for (int round = 0; round < 2_000; round++) {
                byte[] noise = fixture.bytes(fixture.random().nextInt(120));
                byte[] cut = Arrays.copyOf(sealed, fixture.random().nextInt(sealed.length));
                for (byte[] packet : new byte[][] {noise, cut}) {
                    assertThat(fixture.refuseRtp(receiver, packet)).isNotNull();
                    assertThat(fixture.refuseRtcp(receiver, packet)).isNotNull();
                }
            }
        }
    }
}
