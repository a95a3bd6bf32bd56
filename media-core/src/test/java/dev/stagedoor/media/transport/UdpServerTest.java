package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.media.ice.CheckBuilder;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.ice.IceTimeouts;
import dev.stagedoor.media.ice.TransportAddress;
import dev.stagedoor.media.srtp.SrtpProfile;
import dev.stagedoor.media.transport.TransportConfig.IoChoice;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real sockets on loopback, all kinds of I/O. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UdpServerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @EnumSource
    void shouldCarryMediaBothWaysAndHearTheGoodbye(IoChoice io) throws IOException {
        try (UdpServer server = start(io, 1);
                TestPeer peer = peerOf(server)) {
            ServerSide side = connect(server, peer, "peer");
            assertThat(TestPeer.await(side.connected)).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);

            byte[] rtp = rtp(1, 1_000);
            byte[] rtcp = rtcp();
            peer.sendRtp(rtp);
            assertThat(peer.nextMedia()).isEqualTo(rtp);
            peer.sendRtcp(rtcp);
            assertThat(peer.nextMedia()).isEqualTo(rtcp);

            LoopStatistics loop = server.loopStatistics().join().getFirst();
            assertThat(loop.receivedDatagrams()).isEqualTo(server.statistics().receivedDatagrams());
            assertThat(loop.sentDatagrams()).isPositive();
            assertThat(loop.cpuNs()).isPositive();

            peer.sayGoodbye();
            assertThat(TestPeer.await(side.closed)).isEqualTo(CloseReason.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayGoodbyeToThePeer(IoChoice io) throws IOException {
        try (UdpServer server = start(io, 1);
                TestPeer peer = peerOf(server)) {
            ServerSide side = connect(server, peer, "peer");
            side.on(side.transport()::close);

            assertThat(TestPeer.await(peer.closedByServer)).isTrue();
            assertThat(TestPeer.await(side.closed)).isEqualTo(CloseReason.LOCAL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStayDeafToStrangersAndKeepTheCallUndisturbed(IoChoice io) throws IOException {
        long seed = 7_983;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (UdpServer server = start(io, 1);
                TestPeer stranger = peerOf(server);
                TestPeer peer = peerOf(server)) {
            IceCredentials credentials = connect(server, peer, "peer").credentials();
            for (int i = 0; i < 2_000; i++) {
                byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                stranger.send(noise);
                if (i % 50 == 49) {
                    peer.sendRtp(rtp(i, 200));
                    assertThat(peer.nextMedia()).hasSize(200);
                }
            }
            stranger.send(CheckBuilder.check(1, new IceCredentials("nobody", "x".repeat(24)), "peer", true));
            stranger.send(CheckBuilder.check(
                    2, new IceCredentials(credentials.usernameFragment(), "x".repeat(24)), "peer", true));
            stranger.send(new byte[3_000]);
            peer.sendRtp(rtp(3_000, 200));
            assertThat(peer.nextMedia()).hasSize(200);

            Map<TransportDrop, Long> drops = server.statistics().drops();
            assertThat(drops.get(TransportDrop.UNKNOWN_PROTOCOL)).isPositive();
            assertThat(drops.get(TransportDrop.UNKNOWN_ADDRESS)).isPositive();
            assertThat(drops.get(TransportDrop.STUN_MALFORMED)).isPositive();
            assertThat(drops.get(TransportDrop.STUN_UNKNOWN_USER)).isEqualTo(1);
            assertThat(drops.get(TransportDrop.STUN_WRONG_INTEGRITY)).isEqualTo(1);
            assertThat(drops.get(TransportDrop.OVERSIZED)).isEqualTo(1);
            assertThat(drops.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2_003);
            assertThat(stranger.checkAnswers).as("no answer to a stranger").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFollowThePeerToAnotherAddress(IoChoice io) throws IOException {
        try (UdpServer server = start(io, 1);
                TestPeer peer = peerOf(server)) {
            ServerSide side = connect(server, peer, "peer");
            peer.sendRtp(rtp(1, 100));
            peer.nextMedia();

            peer.moveToAnotherPort();
            peer.sendRtp(rtp(2, 100));
            peer.check(side.credentials(), "peer", true);
            peer.sendRtp(rtp(3, 300));

            assertThat(peer.nextMedia())
                    .as("nothing from an address that has passed no check")
                    .hasSize(300);
            assertThat(server.statistics().drops().get(TransportDrop.UNKNOWN_ADDRESS))
                    .isEqualTo(1);
        }
    }

    /** Consent checks of some browsers nominate nothing (RFC 7675 §5.1). */
    @ParameterizedTest
    @EnumSource
    void shouldFollowThePeerThatDoesNotKnowOfItsNewAddress(IoChoice io) throws IOException {
        TransportConfig impatient =
                config(io, 1).withTimeouts(Duration.ofSeconds(5), new IceTimeouts(200_000_000L, 10_000_000_000L));
        try (UdpServer server = UdpServer.start(impatient);
                TestPeer peer = peerOf(server)) {
            ServerSide side = connect(server, peer, "peer");
            peer.moveToAnotherPort();
            peer.check(side.credentials(), "peer", false);
            // Control packets, which the server's side sends back at once: of media it holds only so much a turn.
            while (peer.mediaHere().isEmpty()) {
                assertThat(side.closed).isNotDone();
                peer.sendRtcp(rtcp());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRestartIceWithoutAnInterruption(IoChoice io) throws IOException {
        try (UdpServer server = start(io, 1);
                TestPeer peer = peerOf(server)) {
            ServerSide side = connect(server, peer, "peer");
            side.on(() -> {
                assertThat(side.transport().isRestart("peer")).isFalse();
                assertThat(side.transport().isRestart("peer2")).isTrue();
                side.transport().restartIce("peer2");
            });
            peer.sendRtp(rtp(1, 100));
            assertThat(peer.nextMedia()).hasSize(100);
            peer.check(side.credentials(), "peer2", true);
            peer.sendRtp(rtp(2, 100));
            assertThat(peer.nextMedia()).hasSize(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldForgetEveryGenerationOfAPeerThatIsGone(IoChoice io) throws IOException {
        try (UdpServer server = start(io, 1);
                TestPeer peer = peerOf(server);
                TestPeer later = peerOf(server)) {
            ServerSide side = connect(server, peer, "peer");
            List<IceCredentials> known = new ArrayList<>();
            for (int restart = 1; restart <= 3; restart++) {
                known.add(side.credentials());
                String fragment = "peer" + restart;
                side.on(() -> side.transport().restartIce(fragment));
                peer.check(side.credentials(), fragment, true);
            }
            known.add(side.credentials());
            side.on(side.transport()::close);

            for (int i = 0; i < known.size(); i++) {
                peer.send(CheckBuilder.check(100 + i, known.get(i), "peer", true));
            }
            // Comes after them at the same socket.
            connect(server, later, "later");
            Map<TransportDrop, Long> drops = server.statistics().drops();
            assertThat(drops.get(TransportDrop.STUN_UNKNOWN_USER)).isEqualTo(4);
            assertThat(drops.get(TransportDrop.CLOSED)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendABurstInOneMessageWhereTheSystemCan(IoChoice io) throws IOException {
        try (UdpServer server = start(io, 1);
                TestPeer peer = peerOf(server)) {
            ServerSide side = connect(server, peer, "peer");
            side.on(() -> {}); // the handshake's last flight leaves before this task
            TransportStatistics before = server.statistics();
            MemorySegment source = Arena.ofAuto().allocate(1_200);
            side.on(() -> {
                for (int i = 0; i < 20; i++) {
                    byte[] packet = rtp(i, i == 19 ? 700 : 1_200);
                    MemorySegment.copy(packet, 0, source, ValueLayout.JAVA_BYTE, 0, packet.length);
                    side.transport().sendRtp(source, 0, packet.length);
                }
            });
            for (int i = 0; i < 20; i++) {
                assertThat(peer.nextMedia()).isEqualTo(rtp(i, i == 19 ? 700 : 1_200));
            }
            side.on(() -> {});
            TransportStatistics after = server.statistics();
            assertThat(after.sentDatagrams() - before.sentDatagrams()).isEqualTo(20);
            assertThat(after.sentMessages() - before.sentMessages()).isEqualTo(io == IoChoice.PORTABLE ? 20 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldServePeersWhoseDatagramsArriveOnAnotherLoop(IoChoice io) throws IOException {
        try (UdpServer server = start(io, 2)) {
            List<TestPeer> peers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                TestPeer peer = peerOf(server);
                peers.add(peer);
                connect(server, peer, "peer" + i);
            }
            for (TestPeer peer : peers) {
                for (int i = 0; i < 20; i++) {
                    peer.sendRtp(rtp(i, 400));
                    assertThat(peer.nextMedia()).isEqualTo(rtp(i, 400));
                }
            }
            assertThat(server.statistics().handedOver())
                    .as("of ten ports some hash to the other socket")
                    .isPositive();
            assertThat(server.statistics().drops().get(TransportDrop.HAND_OVER_FULL))
                    .isZero();
            peers.forEach(TestPeer::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSpeakIpv6AndIpv4OnOneSocket(IoChoice io) throws IOException {
        TransportConfig config =
                TransportConfig.at(new InetSocketAddress("::", 0)).withLoops(1).withIo(io);
        try (UdpServer server = UdpServer.start(config)) {
            for (String host : new String[] {"127.0.0.1", "::1"}) {
                InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), server.port());
                try (TestPeer peer = new TestPeer(address, server.fingerprint())) {
                    ServerSide side = connect(server, peer, "peer");
                    peer.sendRtp(rtp(1, 100));
                    assertThat(peer.nextMedia()).hasSize(100);
                    side.on(() -> assertThat(side.transport().remoteAddress())
                            .isEqualTo(TransportAddress.of(peer.localAddress())));
                }
            }
        }
    }

    /** Left to the route, every answer on loopback would leave from 127.0.0.1. */
    @ParameterizedTest
    @CsvSource({"0.0.0.0, 127.0.0.2", "0.0.0.0, 127.0.0.1", "::, 127.0.0.2", "::, ::1"})
    void shouldAnswerFromTheAddressThatWasAsked(String bind, String asked) throws IOException {
        TransportConfig config =
                TransportConfig.at(new InetSocketAddress(bind, 0)).withLoops(2);
        InetAddress address = InetAddress.getByName(asked);
        InetAddress own = InetAddress.getByName(asked.equals("::1") ? "::1" : "127.0.0.1");
        try (UdpServer server = UdpServer.start(config);
                TestPeer peer =
                        new TestPeer(new InetSocketAddress(address, server.port()), server.fingerprint(), own)) {
            ServerSide side = connect(server, peer, "peer");
            side.on(() -> {}); // the handshake's last flight leaves before this task
            TransportStatistics before = server.statistics();
            MemorySegment source = Arena.ofAuto().allocate(1_200);
            side.on(() -> send(side.transport(), source, 20));
            for (int i = 0; i < 20; i++) {
                assertThat(peer.nextMedia()).isEqualTo(rtp(i, 1_200));
            }
            side.on(() -> {});
            assertThat(peer.strangers).isEmpty();
            assertThat(server.statistics().sentMessages() - before.sentMessages())
                    .as("the address does not keep packets from being grouped")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveUpOnThePeerThatNeverComesAndOnTheOneThatFallsSilent(IoChoice io) throws IOException {
        IceTimeouts impatient = new IceTimeouts(300_000_000L, 900_000_000L);
        TransportConfig config = config(io, 1).withTimeouts(Duration.ofSeconds(5), impatient);
        TransportConfig hasty = config(io, 1).withTimeouts(Duration.ofMillis(100), IceTimeouts.DEFAULT);
        try (UdpServer server = UdpServer.start(config);
                UdpServer hastyServer = UdpServer.start(hasty);
                TestPeer peer = peerOf(server)) {
            ServerSide absent = ServerSide.open(hastyServer, hastyServer.loops().getFirst(), "absent");
            assertThat(TestPeer.await(absent.closed)).isEqualTo(CloseReason.CONNECT_TIMED_OUT);

            ServerSide silent = connect(server, peer, "peer");
            assertThat(TestPeer.await(silent.reachable)).isFalse();
            assertThat(TestPeer.await(silent.closed)).isEqualTo(CloseReason.CONSENT_LOST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFreeThePortAndTellEverybodyWhenItStops(IoChoice io) throws IOException {
        UdpServer server = start(io, 2);
        ServerSide side = ServerSide.open(server, server.loops().getLast(), "peer");
        InetSocketAddress same = new InetSocketAddress(LOOPBACK, server.port());
        server.close();

        assertThat(TestPeer.await(side.closed)).isEqualTo(CloseReason.SHUTDOWN);
        UdpServer.start(TransportConfig.at(same).withLoops(1).withIo(io)).close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotShareItsPortWithAnotherServer(IoChoice io) throws IOException {
        try (UdpServer server = start(io, 1)) {
            TransportConfig same = TransportConfig.at(new InetSocketAddress(LOOPBACK, server.port()));
            assertThatThrownBy(() -> UdpServer.start(same.withLoops(1).withIo(io)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot bind UDP");
        }
    }

    private static void send(PeerTransport transport, MemorySegment source, int count) {
        for (int i = 0; i < count; i++) {
            byte[] packet = rtp(i, 1_200);
            MemorySegment.copy(packet, 0, source, ValueLayout.JAVA_BYTE, 0, packet.length);
            transport.sendRtp(source, 0, packet.length);
        }
    }

    private static UdpServer start(IoChoice io, int loops) throws IOException {
        return UdpServer.start(config(io, loops));
    }

    private static TransportConfig config(IoChoice io, int loops) {
        return TransportConfig.at(new InetSocketAddress(LOOPBACK, 0))
                .withLoops(loops)
                .withIo(io);
    }

    private static ServerSide connect(UdpServer server, TestPeer peer, String fragment) {
        ServerSide side = ServerSide.open(server, server.loops().getFirst(), fragment);
        peer.connect(side.credentials(), fragment);
        TestPeer.await(side.connected);
        return side;
    }

    private static TestPeer peerOf(UdpServer server) {
        return new TestPeer(new InetSocketAddress(LOOPBACK, server.port()), server.fingerprint());
    }

    private static byte[] rtp(int sequenceNumber, int length) {
        byte[] packet = new byte[length];
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        packet[2] = (byte) (sequenceNumber >> 8);
        packet[3] = (byte) sequenceNumber;
        packet[11] = 42;
        packet[length - 1] = (byte) sequenceNumber;
        return packet;
    }

    private static byte[] rtcp() {
        byte[] packet = new byte[32];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 200;
        packet[7] = 42;
        return packet;
    }
}
