package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.ice.CheckBuilder;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.ice.StunCodec;
import dev.stagedoor.media.ice.StunMessage;
import dev.stagedoor.media.ice.TransportAddress;
import dev.stagedoor.media.rtp.Mutations;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datagrams that look like the real ones, from strangers and from the address of somebody who is being served. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileDatagramsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int ROUNDS = 400;
    private static final int PER_ROUND = 50;

    private final Random random = SeededRandom.create("HostileDatagramsTest");

    @Test
    void shouldTellAnyBytesApart() {
        Mutations mutations = new Mutations(random, datagrams(new IceCredentials("user", "x".repeat(24))));
        MemorySegment memory = Arena.ofAuto().allocate(2_000);
        for (int i = 0; i < 500_000; i++) {
            byte[] datagram = mutations.next();
            long at = memory.byteSize() - datagram.length;
            MemorySegment.copy(datagram, 0, memory, ValueLayout.JAVA_BYTE, at, datagram.length);
            if (PacketKind.of(memory, at, datagram.length) == PacketKind.STUN && i % 10 == 0) {
                StunMessage message = StunCodec.decode(datagram);
                assertThat(message).isNotNull();
            }
        }
    }

    @Test
    void shouldKeepACallUndisturbed() throws IOException {
        try (UdpServer server = start();
                TestPeer stranger = peerOf(server);
                TestPeer peer = peerOf(server)) {
            ServerSide side = connected(server, peer);
            IceCredentials credentials = side.credentials();
            Mutations mutations = new Mutations(random, datagrams(credentials));
            long sent = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < PER_ROUND; i++) {
                    byte[] datagram = mutations.next();
                    // A client that asks in earnest, with our password, is no stranger.
                    if (datagram.length > 0 && !isCheck(datagram)) {
                        (random.nextBoolean() ? stranger : peer).send(datagram);
                        sent++;
                    }
                }
                assertCallGoesOn(peer, round);
            }

            Map<TransportDrop, Long> drops = server.statistics().drops();
            // What looks like a record of the association goes to the library, which drops it without a word.
            assertThat(drops.values().stream().mapToLong(Long::longValue).sum()).isBetween(sent / 2, sent);
            assertThat(drops.get(TransportDrop.CLOSED)).isZero();
            assertThat(stranger.checkAnswers).as("no answer to a stranger").isEmpty();
            assertThat(side.closed).isNotDone();
        }
    }

    @Test
    void shouldAnswerNoFloodOfForgedChecksAndHandshakes() throws IOException {
        try (UdpServer server = start();
                TestPeer stranger = peerOf(server);
                TestPeer peer = peerOf(server)) {
            ServerSide side = connected(server, peer);
            IceCredentials credentials = side.credentials();
            IceCredentials guessed = new IceCredentials(credentials.usernameFragment(), "x".repeat(24));
            IceCredentials nobody = new IceCredentials("nobody", "y".repeat(24));
            byte[] handshake = datagrams(credentials).get(2);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < PER_ROUND; i++) {
                    stranger.send(
                            switch (i % 3) {
                                case 0 -> CheckBuilder.check(i, guessed, "peer", true);
                                case 1 -> CheckBuilder.check(i, nobody, "peer", true);
                                default -> handshake;
                            });
                }
                assertCallGoesOn(peer, round);
            }

            Map<TransportDrop, Long> drops = server.statistics().drops();
            assertThat(drops.get(TransportDrop.STUN_WRONG_INTEGRITY)).isEqualTo(ROUNDS * 17L);
            assertThat(drops.get(TransportDrop.STUN_UNKNOWN_USER)).isEqualTo(ROUNDS * 17L);
            assertThat(drops.get(TransportDrop.UNKNOWN_ADDRESS)).isEqualTo(ROUNDS * 16L);
            assertThat(stranger.checkAnswers).as("no answer to a stranger").isEmpty();
            side.on(() ->
                    assertThat(side.transport().remoteAddress()).isEqualTo(TransportAddress.of(peer.localAddress())));
        }
    }

    private static UdpServer start() throws IOException {
        return UdpServer.start(
                TransportConfig.at(new InetSocketAddress(LOOPBACK, 0)).withLoops(1));
    }

    private static ServerSide connected(UdpServer server, TestPeer peer) {
        ServerSide side = ServerSide.open(server, server.loops().getFirst(), "peer");
        peer.connect(side.credentials(), "peer");
        // The client has keys a moment before the server has.
        TestPeer.await(side.connected);
        return side;
    }

    private static void assertCallGoesOn(TestPeer peer, int sequenceNumber) {
        byte[] rtp = RtpPackets.packet(96, true, sequenceNumber, 0, 1, new byte[100]);
        peer.sendRtp(rtp);
        assertThat(peer.nextMedia()).isEqualTo(rtp);
    }

    private static boolean isCheck(byte[] datagram) {
        return StunCodec.decode(datagram) instanceof StunMessage.BindingRequest;
    }

    private static TestPeer peerOf(UdpServer server) {
        return new TestPeer(new InetSocketAddress(LOOPBACK, server.port()), server.fingerprint());
    }

    /** One of each kind that comes to the port: a check, a handshake and a goodbye, media, reports. */
    private static List<byte[]> datagrams(IceCredentials ofServer) {
        List<byte[]> real = new ArrayList<>();
        real.add(CheckBuilder.check(1, ofServer, "peer", true));
        real.add(CheckBuilder.check(2, new IceCredentials("nobody", "y".repeat(24)), "peer", false));
        byte[] handshake = new byte[90];
        handshake[0] = 22;
        handshake[1] = (byte) 0xFE;
        handshake[2] = (byte) 0xFD;
        handshake[12] = 77;
        handshake[13] = 2;
        real.add(handshake);
        byte[] alert = new byte[45];
        alert[0] = 21;
        alert[1] = (byte) 0xFE;
        alert[2] = (byte) 0xFD;
        alert[4] = 1;
        alert[12] = 32;
        real.add(alert);
        real.add(RtpPackets.packet(96, true, 1, 2, 3, new byte[60]));
        byte[] report = new byte[60];
        report[0] = (byte) 0x80;
        report[1] = (byte) 201;
        report[3] = 1;
        real.add(report);
        return real;
    }
}
