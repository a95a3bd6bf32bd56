package dev.stagedoor.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SrtpReplayTest {
    private static final int SSRC = 77;

    private final SrtpFixture fixture = new SrtpFixture(3_711);
    private final SrtpKeyingMaterial keys = fixture.keys(SrtpProfile.AEAD_AES_128_GCM);
    private final SrtpSender sender = new SrtpSender(SrtpFixture.BACKENDS.getFirst(), keys);
    private final SrtpReceiver receiver = new SrtpReceiver(SrtpFixture.BACKENDS.getFirst(), keys.mirrored());

    @AfterEach
    void freeKeys() {
        sender.close();
        receiver.close();
    }

    @Test
    void shouldRejectReplayedPacket() {
        byte[] rtp = sealed(10);
        byte[] rtcp = fixture.protectRtcp(sender, fixture.rtcp(SSRC, 20));
        fixture.unprotectRtp(receiver, rtp);
        fixture.unprotectRtcp(receiver, rtcp);

        assertThat(fixture.refuseRtp(receiver, rtp)).isEqualTo(SrtpDrop.REPLAYED);
        assertThat(fixture.refuseRtcp(receiver, rtcp)).isEqualTo(SrtpDrop.REPLAYED);
    }

    @Test
    void shouldAcceptLatePacketsInsideTheWindowOnceEach() {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < ReplayWindow.SIZE; i++) {
            packets.add(sealed(65_000 + i));
        }
        byte[] newest = packets.getLast();
        fixture.unprotectRtp(receiver, packets.getFirst());
        fixture.unprotectRtp(receiver, newest);
        for (byte[] late : packets.subList(1, packets.size() - 1)) {
            fixture.unprotectRtp(receiver, late);
        }

        assertThat(packets)
                .allSatisfy(
                        again -> assertThat(fixture.refuseRtp(receiver, again)).isEqualTo(SrtpDrop.REPLAYED));
        fixture.unprotectRtp(receiver, sealed(65_000 + ReplayWindow.SIZE));
        assertThat(fixture.refuseRtp(receiver, packets.getFirst())).isEqualTo(SrtpDrop.TOO_OLD);
    }

    @Test
    void shouldFollowTheRollOverCounterThroughLossAndReordering() {
        Random random = fixture.random();
        List<byte[]> burst = new ArrayList<>();
        int delivered = 0;
        fixture.unprotectRtp(receiver, sealed(60_000));
        for (int number = 60_001; number < 60_000 + 3 * 65_536; number++) {
            byte[] packet = sealed(number);
            if (random.nextInt(10) > 0) {
                burst.add(packet);
            }
            if (burst.size() == 32) {
                Collections.shuffle(burst, random);
                for (byte[] next : burst) {
                    fixture.unprotectRtp(receiver, next);
                    delivered++;
                }
                burst.clear();
            }
        }
        assertThat(delivered).isGreaterThan(2 * 65_536);
    }

    @Test
    void shouldNotLetAForgedSequenceNumberMoveTheRollOverCounter() {
        fixture.unprotectRtp(receiver, sealed(65_535));
        byte[] forged = fixture.rtp(SSRC, 2, 60);

        assertThat(fixture.refuseRtp(receiver, forged)).isEqualTo(SrtpDrop.AUTHENTICATION_FAILED);
        assertThat(fixture.unprotectRtp(receiver, sealed(0))).isNotEmpty();
    }

    @Test
    void shouldNeverProtectTwoPacketsUnderOneIndex() {
        byte[] packet = fixture.rtp(SSRC, 5, 30);
        fixture.protectRtp(sender, packet);

        int result =
                sender.protectRtp(fixture.slab, SrtpFixture.OFFSET, packet.length, fixture.slab, SrtpFixture.OFFSET);

        assertThat(SrtpDrop.ofCode(result)).isEqualTo(SrtpDrop.REPLAYED);
    }

    @Test
    void shouldBoundTheNumberOfSourcesAndKeepServingTheKnownOnes() {
        for (int ssrc = 0; ssrc < SourceTable.MAX_SOURCES; ssrc++) {
            fixture.unprotectRtp(receiver, fixture.protectRtp(sender, fixture.rtp(ssrc * 7_919, 1, 4)));
        }
        try (SrtpSender other = new SrtpSender(SrtpFixture.BACKENDS.getFirst(), keys)) {
            byte[] oneMore = fixture.protectRtp(other, fixture.rtp(-1, 1, 4));
            assertThat(fixture.refuseRtp(receiver, oneMore)).isEqualTo(SrtpDrop.TOO_MANY_SOURCES);
        }
        byte[] known = fixture.protectRtp(sender, fixture.rtp(7_919, 2, 4));
        assertThat(fixture.unprotectRtp(receiver, known)).hasSize(28);
    }

    @Test
    void shouldKeepNoStateForSourcesThatDoNotAuthenticate() {
        for (int ssrc = 0; ssrc < 3 * SourceTable.MAX_SOURCES; ssrc++) {
            assertThat(fixture.refuseRtp(receiver, fixture.rtp(ssrc, 1, 40))).isEqualTo(SrtpDrop.AUTHENTICATION_FAILED);
        }
        assertThat(fixture.unprotectRtp(receiver, sealed(1))).isNotEmpty();
    }

    @Test
    void shouldOpenASourceOfWhichAllWasLostBeforeItsNumbersBeganAnew() {
        for (SrtpBackend backend : SrtpFixture.BACKENDS) {
            for (SrtpProfile profile : SrtpProfile.values()) {
                SrtpKeyingMaterial other = fixture.keys(profile);
                try (SrtpSender from = new SrtpSender(backend, other);
                        SrtpReceiver to = new SrtpReceiver(backend, other.mirrored())) {
                    byte[] late = fixture.protectRtp(from, fixture.rtp(SSRC, 65_534, 20));
                    fixture.protectRtp(from, fixture.rtp(SSRC, 65_535, 20));
                    byte[] plain = fixture.rtp(SSRC, 3, 20);
                    byte[] first = fixture.protectRtp(from, plain);
                    byte[] next = fixture.protectRtp(from, fixture.rtp(SSRC, 4, 20));

                    assertThat(fixture.unprotectRtp(to, first)).isEqualTo(plain);
                    assertThat(fixture.refuseRtp(to, first)).isEqualTo(SrtpDrop.REPLAYED);
                    assertThat(fixture.unprotectRtp(to, next)).hasSameSizeAs(plain);
                    assertThat(fixture.unprotectRtp(to, late)).hasSameSizeAs(plain);
                    assertThat(fixture.refuseRtp(to, late)).isEqualTo(SrtpDrop.REPLAYED);
                }
            }
        }
    }

    @Test
    void shouldTryTheSecondRoundForSmallNumbersAloneAndNotForEver() {
        sealed(65_535);
        byte[] far = sealed(ReplayWindow.SIZE);
        assertThat(fixture.refuseRtp(receiver, far)).isEqualTo(SrtpDrop.AUTHENTICATION_FAILED);

        for (int ssrc = 1_000; ssrc < 1_063; ssrc++) {
            assertThat(fixture.refuseRtp(receiver, fixture.rtp(ssrc, 1, 40))).isEqualTo(SrtpDrop.AUTHENTICATION_FAILED);
        }
        byte[] last = sealedOf(88, 5);
        byte[] tooMany = sealedOf(99, 5);
        assertThat(fixture.unprotectRtp(receiver, last)).isNotEmpty();
        assertThat(fixture.refuseRtp(receiver, tooMany)).isEqualTo(SrtpDrop.AUTHENTICATION_FAILED);
        byte[] usual = fixture.protectRtp(sender, fixture.rtp(111, 5, 20));
        assertThat(fixture.unprotectRtp(receiver, usual)).as("the first round").isNotEmpty();
    }

    /** A packet of the second round of another source. */
    private byte[] sealedOf(int ssrc, int number) {
        fixture.protectRtp(sender, fixture.rtp(ssrc, 65_535, 20));
        return fixture.protectRtp(sender, fixture.rtp(ssrc, number, 20));
    }

    @Test
    void theWindowAgreesWithASetOfAllIndexes() {
        Random random = fixture.random();
        ReplayWindow window = new ReplayWindow();
        Set<Long> seen = new HashSet<>();
        long highest = -1;
        for (int round = 0; round < 200_000; round++) {
            long jump = random.nextInt(100) == 0 ? random.nextInt(3_000) : random.nextInt(4);
            long index = Math.max(0, highest + jump - random.nextInt(1_100));
            SrtpDrop expected = index <= highest - ReplayWindow.SIZE
                    ? SrtpDrop.TOO_OLD
                    : seen.contains(index) ? SrtpDrop.REPLAYED : null;
            assertThat(window.refusal(index))
                    .as("index %d, highest %d", index, highest)
                    .isEqualTo(expected);
            if (expected == null) {
                window.accept(index);
                seen.add(index);
                highest = Math.max(highest, index);
            }
        }
        assertThat(seen).hasSizeGreaterThan(10_000);
    }

    @Test
    void shouldNotKeepKeysInItsText() {
        assertThat(keys.toString()).isEqualTo("SrtpKeyingMaterial[AEAD_AES_128_GCM]");
        assertThat(Arrays.stream(SrtpDrop.values()).map(drop -> SrtpDrop.ofCode(drop.code())))
                .containsExactly(SrtpDrop.values());
    }

    private byte[] sealed(int number) {
        return fixture.protectRtp(sender, fixture.rtp(SSRC, number & 0xFFFF, 20));
    }
}
