package dev.stagedoor.benchmarks.client.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.benchmarks.client.dtls.SrtpKeys;
import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import dev.stagedoor.benchmarks.client.sdp.Direction;
import dev.stagedoor.benchmarks.client.sdp.LocalMedia;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import dev.stagedoor.benchmarks.client.sdp.RemoteMedia;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaSessionTest {
    private static final long SEED = 42;
    private static final long ONE_SECOND_NS = 1_000_000_000L;
    private static final long DELAY_NS = 3_000_000;
    private static final List<LocalMedia> SENDS = List.of(
            new LocalMedia("0", MediaKind.AUDIO, Direction.SENDONLY, 11, 0),
            new LocalMedia("1", MediaKind.VIDEO, Direction.SENDONLY, 22, 33));
    private static final List<RemoteMedia> HEARS = List.of(
            new RemoteMedia("0", MediaKind.AUDIO, Direction.SENDONLY, false, 11, 0),
            new RemoteMedia("1", MediaKind.VIDEO, Direction.SENDONLY, false, 22, 33));

    private final Random random = new Random(SEED);
    private Network network = packet -> true;
    private @Nullable MediaSession sender;
    private @Nullable MediaSession receiver;
    private long nowNs = ONE_SECOND_NS;

    @ParameterizedTest
    @EnumSource
    void carriesASecondOfAudioAndVideoUnderEveryProfile(SrtpProfile profile) {
        connect(profile, 1);
        run(ONE_SECOND_NS);

        var stats = receiver().stats();
        assertThat(stats.receivedPackets(MediaKind.AUDIO)).isEqualTo(50);
        // One key frame of 12 packets, 29 others of 4.
        assertThat(stats.receivedPackets(MediaKind.VIDEO)).isEqualTo(12 + 29 * 4);
        assertThat(stats.lost()).isZero();
        assertThat(stats.refused()).isZero();
        assertThat(stats.received()).anySatisfy(stream -> {
            assertThat(stream.frames()).isEqualTo(30);
            assertThat(stream.keyFrames()).isEqualTo(1);
        });
    }

    @Test
    void measuresTheDelayFromEndToEnd() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 1);
        run(ONE_SECOND_NS);

        var delay = receiver().stats().delay();
        assertThat(delay.count()).isEqualTo(receiver().stats().receivedPackets());
        assertThat(delay.quantileMs(0.5)).isBetween(3.0, 3.2);
    }

    @Test
    void lostVideoIsAskedForAndSentAgain() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 1);
        network = packet -> random.nextInt(10) != 0;
        run(5 * ONE_SECOND_NS);
        network = packet -> true;
        run(ONE_SECOND_NS);

        var stats = receiver().stats();
        var video = stats.received().stream()
                .filter(stream -> stream.kind() == MediaKind.VIDEO)
                .findFirst()
                .orElseThrow();
        assertThat(video.recovered()).as("seed %d", SEED).isPositive();
        assertThat(video.lost()).as("seed %d", SEED).isZero();
        assertThat(stats.sentFeedback().nacks())
                .isEqualTo(sender().stats().receivedFeedback().nacks());
    }

    @Test
    void doesNotTimeWhatWasSentBeforeItWasToBegin() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 1);
        run(ONE_SECOND_NS);
        network = packet -> false;
        run(ONE_SECOND_NS / 10);
        network = packet -> true;
        receiver().timeFrom(nowNs);
        var before = receiver().stats();
        run(ONE_SECOND_NS);

        var after = receiver().stats();
        var timed = after.delay().count() - before.delay().count();
        assertThat(after.received())
                .anySatisfy(stream -> assertThat(stream.recovered()).isPositive());
        assertThat(after.receivedPackets() - before.receivedPackets()).isGreaterThan(timed);
        assertThat(after.delay().maxMs()).isLessThan(4);
    }

    @Test
    void timesOneInAsManyOfWhatIsSentAgain() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 10);
        network = packet -> random.nextInt(10) != 0;
        run(5 * ONE_SECOND_NS);

        var stats = receiver().stats();
        assertThat(stats.delay().count()).as("seed %d", SEED).isLessThan(stats.receivedPackets() / 8);
    }

    @Test
    void aKeyFrameRequestIsAnsweredWithAKeyFrame() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 1);
        run(ONE_SECOND_NS);
        receiver().requestKeyFrames();
        run(ONE_SECOND_NS);

        assertThat(sender().stats().sentKeyFrames()).isEqualTo(2);
        assertThat(sender().stats().receivedFeedback().keyFrameRequests()).isEqualTo(1);
    }

    @Test
    void asksForAKeyFrameWhenItCameTooLateForTheFirst() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 1);
        network = packet -> false;
        run(ONE_SECOND_NS);
        network = packet -> true;
        run(ONE_SECOND_NS);

        assertThat(receiver().stats().sentFeedback().keyFrameRequests()).isEqualTo(1);
        assertThat(sender().stats().sentKeyFrames()).isEqualTo(2);
    }

    @Test
    void aMutedKindIsSilentAndComesBackWithAKeyFrame() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 1);
        run(ONE_SECOND_NS);
        sender().mute(MediaKind.VIDEO, true);
        run(ONE_SECOND_NS);
        assertThat(receiver().stats().receivedPackets(MediaKind.VIDEO)).isEqualTo(12 + 29 * 4);
        assertThat(receiver().stats().receivedPackets(MediaKind.AUDIO)).isEqualTo(100);

        sender().mute(MediaKind.VIDEO, false);
        run(ONE_SECOND_NS);
        assertThat(sender().stats().sentKeyFrames()).isEqualTo(2);
    }

    @Test
    void countsAllPacketsThoughItDecryptsASampleOnly() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 10);
        run(ONE_SECOND_NS);

        var stats = receiver().stats();
        assertThat(stats.receivedPackets()).isEqualTo(sender().stats().sentPackets());
        assertThat(stats.lost()).isZero();
        assertThat(stats.delay().count()).isBetween(stats.receivedPackets() / 12, stats.receivedPackets() / 8);
    }

    @Test
    void refusesAForgedPacket() {
        connect(SrtpProfile.AEAD_AES_128_GCM, 1);
        network = packet -> {
            packet[packet.length - 1] ^= 1;
            return true;
        };
        run(ONE_SECOND_NS);

        assertThat(receiver().stats().receivedPackets()).isZero();
        assertThat(receiver().stats().refused()).isPositive();
    }

    /** Whether a packet arrives; may change it. */
    private interface Network {
        boolean delivers(byte[] packet);
    }

    private void connect(SrtpProfile profile, int decryptEvery) {
        var sending = new SrtpKeys(profile, key(profile, 1), salt(profile, 2), key(profile, 3), salt(profile, 4));
        var receiving = new SrtpKeys(profile, key(profile, 3), salt(profile, 4), key(profile, 1), salt(profile, 2));
        sender = session(sending, SENDS, List.of(), 1, (bytes, length) -> deliver(bytes, length, true));
        receiver = session(receiving, List.of(), HEARS, decryptEvery, (bytes, length) -> deliver(bytes, length, false));
    }

    private MediaSession session(
            SrtpKeys keys,
            List<LocalMedia> local,
            List<RemoteMedia> remote,
            int every,
            MediaSession.Listener listener) {
        return new MediaSession(
                keys,
                new MediaSession.Negotiated(local, remote),
                new MediaSettings(VideoSettings.ONE_MEGABIT, every),
                listener,
                random,
                Instant.parse("2026-01-01T00:00:00Z"),
                nowNs);
    }

    private void deliver(byte[] bytes, int length, boolean toReceiver) {
        var packet = Arrays.copyOf(bytes, length);
        if (!toReceiver) {
            sender().onDatagram(packet, length, nowNs);
        } else if (network.delivers(packet)) {
            receiver().onDatagram(packet, length, nowNs + DELAY_NS);
        }
    }

    /** Lets time pass up to, not including, its end. */
    private void run(long durationNs) {
        var endNs = nowNs + durationNs;
        while (true) {
            var nextNs = Math.min(sender().deadlineNs(), receiver().deadlineNs());
            if (nextNs >= endNs) {
                break;
            }
            nowNs = nextNs;
            sender().onDeadline(nowNs);
            receiver().onDeadline(nowNs);
        }
        nowNs = endNs;
    }

    private MediaSession sender() {
        return Objects.requireNonNull(sender);
    }

    private MediaSession receiver() {
        return Objects.requireNonNull(receiver);
    }

    private static byte[] key(SrtpProfile profile, int fill) {
        return filled(profile.keyBytes(), fill);
    }

    private static byte[] salt(SrtpProfile profile, int fill) {
        return filled(profile.saltBytes(), fill);
    }

    private static byte[] filled(int length, int fill) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }
}
