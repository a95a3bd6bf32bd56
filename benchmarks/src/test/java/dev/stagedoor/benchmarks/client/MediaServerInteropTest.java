package dev.stagedoor.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.benchmarks.client.dtls.DtlsIdentity;
import dev.stagedoor.benchmarks.client.dtls.DtlsSettings;
import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import dev.stagedoor.benchmarks.client.media.MediaStats;
import dev.stagedoor.benchmarks.client.media.StreamStats;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import dev.stagedoor.benchmarks.node.SdpBridge;
import dev.stagedoor.media.MediaConfig;
import dev.stagedoor.media.MediaEvent;
import dev.stagedoor.media.MediaServer;
import dev.stagedoor.media.Negotiation;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The built-in client against the real media server over UDP on loopback: two implementations of ICE, DTLS-SRTP and RTP that
 * share no code must understand each other.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MediaServerInteropTest {
    private static final UUID ROOM = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.create(random);
    private final ClientLoop loop = ClientLoop.start("test-client");
    private final Waiting waiting = new Waiting(loop);
    private final CompletableFuture<MediaEvent.Usage> flowing = new CompletableFuture<>();
    private final CompletableFuture<MediaEvent.Disconnected> disconnected = new CompletableFuture<>();
    private MediaServer server;

    @BeforeEach
    void startServer() throws IOException {
        var config = MediaConfig.defaults().boundTo("127.0.0.1", 0).advertising(List.of("127.0.0.1"));
        server = MediaServer.start(config, this::onEvent);
        assertThat(server.openRoom(ROOM).join()).isTrue();
    }

    @AfterEach
    void stop() {
        server.close();
        loop.close();
    }

    @Test
    void twoClientsSeeAndHearEachOther() throws IOException {
        var first = new Guest(ClientSettings.videoCall());
        var second = new Guest(ClientSettings.videoCall());
        join(first, second);

        for (var guest : List.of(first, second)) {
            assertThat(guest.connected.join().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
            var stats = guest.until(MediaServerInteropTest::seesAndHears);
            assertThat(stats.lost()).isZero();
            assertThat(stats.refused()).isZero();
            assertThat(stats.delay().count()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyProfileCarriesMedia(SrtpProfile profile) throws IOException {
        var settings = ClientSettings.videoCall().withDtls(DtlsSettings.DEFAULT.withProfiles(profile));
        var first = new Guest(settings);
        var second = new Guest(ClientSettings.videoCall());
        join(first, second);

        assertThat(first.connected.join().profile()).isEqualTo(profile);
        assertThat(first.until(MediaServerInteropTest::seesAndHears).lost()).isZero();
        assertThat(second.until(MediaServerInteropTest::seesAndHears).lost()).isZero();
    }

    @Test
    void theServerCountsWhatBothSidesReceived() throws IOException {
        join(new Guest(ClientSettings.videoCall()), new Guest(ClientSettings.videoCall()));

        var usage = flowing.join();

        assertThat(usage.roomId()).isEqualTo(ROOM);
        assertThat(usage.mutualMs()).isPositive();
        assertThat(usage.legs())
                .hasSize(2)
                .allSatisfy(leg -> assertThat(leg.deliveredPackets()).isPositive());
    }

    @Test
    void aHandshakeInFragmentsConnects() throws IOException {
        var guest = new Guest(ClientSettings.videoCall().withDtls(DtlsSettings.DEFAULT.withMtu(200)));
        guest.join();

        assertThat(guest.connected.join().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void aViewersKeyFrameRequestReachesThePublisher() throws IOException {
        var first = new Guest(ClientSettings.videoCall());
        var second = new Guest(ClientSettings.videoCall());
        join(first, second);
        second.until(MediaServerInteropTest::seesAndHears);
        var before = first.client.stats().join().sentKeyFrames();

        // Again and again, as clients do: the server heeds a viewer's requests once a second and drops the others.
        first.until(stats -> {
            second.client.requestKeyFrames();
            return stats.sentKeyFrames() > before;
        });
    }

    @Test
    void theServerHearsTheGoodbyeOfAClient() throws IOException {
        var guest = new Guest(ClientSettings.videoCall());
        guest.join();
        guest.connected.join();

        guest.client.close();

        assertThat(disconnected.join().participantId()).isEqualTo(guest.id);
    }

    private void onEvent(MediaEvent event) {
        switch (event) {
            case MediaEvent.Usage usage -> {
                if (usage.flowing() && usage.mutualMs() > 0) {
                    flowing.complete(usage);
                }
            }
            case MediaEvent.Disconnected gone -> disconnected.complete(gone);
            case MediaEvent.Connected _,
                    MediaEvent.Closed _,
                    MediaEvent.DominantSpeaker _,
                    MediaEvent.AudioLevels _ -> {}
        }
    }

    private void join(Guest first, Guest second) {
        first.join();
        second.join();
        first.watch(second);
        second.watch(first);
    }

    private static boolean seesAndHears(MediaStats stats) {
        return stats.receivedPackets(MediaKind.AUDIO) > 25
                && stats.receivedPackets(MediaKind.VIDEO) > 60
                && stats.received().stream().mapToLong(StreamStats::keyFrames).sum() > 0;
    }

    private final class Guest {
        private final UUID id = UUID.randomUUID();
        private final WebRtcClient client;
        private CompletableFuture<Connected> connected = new CompletableFuture<>();

        Guest(ClientSettings settings) throws IOException {
            client = WebRtcClient.open(loop, identity, settings, random);
        }

        void join() {
            var outcome =
                    server.negotiate(ROOM, id, SdpBridge.offer(client.offer())).join();
            connected = switch (outcome) {
                case Negotiation.Negotiated(var answer) -> client.accept(SdpBridge.answer(answer));
                case Negotiation.Refused(var reason) -> throw new AssertionError(reason);
            };
        }

        void watch(Guest other) {
            server.subscribe(ROOM, id, "0", other.id, dev.stagedoor.media.codec.MediaKind.AUDIO)
                    .join();
            server.subscribe(ROOM, id, "1", other.id, dev.stagedoor.media.codec.MediaKind.VIDEO)
                    .join();
        }

        MediaStats until(Predicate<MediaStats> fit) {
            return waiting.until(client::stats, fit).join();
        }
    }
}
