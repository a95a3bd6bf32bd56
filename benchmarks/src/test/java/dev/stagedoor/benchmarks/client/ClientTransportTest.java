package dev.stagedoor.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.benchmarks.client.dtls.DtlsIdentity;
import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import dev.stagedoor.benchmarks.client.media.Ciphers;
import dev.stagedoor.benchmarks.client.media.MediaStats;
import dev.stagedoor.benchmarks.client.net.SocketSettings;
import dev.stagedoor.benchmarks.client.sdp.Direction;
import dev.stagedoor.benchmarks.client.sdp.Fingerprint;
import dev.stagedoor.benchmarks.client.sdp.IceCredentials;
import dev.stagedoor.benchmarks.client.sdp.LocalMedia;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import dev.stagedoor.benchmarks.client.sdp.RemoteMedia;
import dev.stagedoor.benchmarks.client.sdp.SdpAnswer;
import dev.stagedoor.benchmarks.client.sdp.Setup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two transports on one loop, joined to each other: each DTLS role once, without any server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClientTransportTest {
    private final SecureRandom random = new SecureRandom();
    private final ClientLoop loop = ClientLoop.start("test-client");
    private final Waiting waiting = new Waiting(loop);

    @AfterEach
    void stopLoop() {
        loop.close();
    }

    @Test
    void mediaFlowsBothWaysBetweenAnActiveAndAPassiveEnd() throws IOException {
        var active = new End(100);
        var passive = new End(200);
        active.accept(passive.answer(Setup.PASSIVE));
        passive.accept(active.answer(Setup.ACTIVE));

        assertThat(active.transport.connected().join().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(passive.transport.connected().join().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(active.until(ClientTransportTest::bothKinds).lost()).isZero();
        assertThat(passive.until(ClientTransportTest::bothKinds).lost()).isZero();
    }

    @Test
    void aClosedEndSaysGoodbye() throws IOException {
        var active = new End(100);
        var passive = new End(200);
        active.accept(passive.answer(Setup.PASSIVE));
        passive.accept(active.answer(Setup.ACTIVE));
        active.transport.connected().join();
        passive.transport.connected().join();

        loop.execute(() -> active.transport.onClose("closed", true));

        assertThat(passive.transport.ended().join()).isEqualTo("closed by the other side");
    }

    @Test
    void aCertificateThatWasNotAnnouncedEndsTheConnection() throws IOException {
        var active = new End(100);
        var passive = new End(200);
        var forged = passive.answer(Setup.PASSIVE, Fingerprint.sha256(new byte[1]));
        active.accept(forged);
        passive.accept(active.answer(Setup.ACTIVE));

        assertThatThrownBy(() -> active.transport.connected().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(ClientFailure.class)
                .hasMessageContaining("fingerprint");
    }

    private static boolean bothKinds(MediaStats stats) {
        return stats.receivedPackets(MediaKind.AUDIO) > 10 && stats.receivedPackets(MediaKind.VIDEO) > 30;
    }

    private final class End {
        private final DtlsIdentity identity = DtlsIdentity.create(random);
        private final IceCredentials credentials = IceCredentials.create(random);
        private final List<LocalMedia> media;
        private final ClientTransport transport;
        private final int port;

        End(long firstSsrc) throws IOException {
            Ciphers.prepare();
            media = List.of(
                    new LocalMedia("0", MediaKind.AUDIO, Direction.SENDRECV, firstSsrc, 0),
                    new LocalMedia("1", MediaKind.VIDEO, Direction.SENDRECV, firstSsrc + 1, firstSsrc + 2));
            var socket = loop.open(SocketSettings.DEFAULT);
            port = socket.localPort();
            var local = new ClientTransport.Local(identity, credentials, media);
            transport = new ClientTransport(loop, socket, local, ClientSettings.videoCall(), random);
        }

        void accept(SdpAnswer answer) {
            loop.execute(() -> transport.onAnswer(answer));
        }

        MediaStats until(Predicate<MediaStats> fit) {
            return waiting.until(() -> CompletableFuture.supplyAsync(transport::stats, loop), fit)
                    .join();
        }

        SdpAnswer answer(Setup setup) {
            return answer(setup, identity.fingerprint());
        }

        SdpAnswer answer(Setup setup, Fingerprint fingerprint) {
            var remote = media.stream()
                    .map(each -> new RemoteMedia(
                            each.mid(), each.kind(), each.direction(), false, each.ssrc(), each.retransmissionSsrc()))
                    .toList();
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new SdpAnswer(credentials, fingerprint, setup, List.of(address), remote);
        }
    }
}
