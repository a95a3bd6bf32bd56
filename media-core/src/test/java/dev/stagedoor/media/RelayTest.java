package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.transport.CloseReason;
import dev.stagedoor.media.transport.TestPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that pull from each other, over real sockets on loopback. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RelayTest {
    private final UUID publisher = UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void shouldBringAPublisherOverTwoLinks() throws Exception {
        Node first = new Node();
        Node second = new Node();
        Node third = new Node();
        TestPeer sender = first.publishes();
        second.pullsFrom(first);
        third.pullsFrom(second);
        TestPeer near = second.watches();
        TestPeer far = third.watches();

        for (int number = 0; number < 20; number++) {
            sender.sendRtp(packet(number));
            assertThat(text(far)).isEqualTo("voice " + number);
            assertThat(text(near)).isEqualTo("voice " + number);
        }
        assertThat(first.server.statistics().join().rooms().get(first.room))
                .as("one link carries it, however many watch behind it")
                .hasSize(2);
    }

    @Test
    void shouldGoOnForThoseWhoWatchWhenALinkIsCutAndMadeAgain() throws Exception {
        Node first = new Node();
        Node second = new Node();
        TestPeer sender = first.publishes();
        UUID link = second.pullsFrom(first);
        TestPeer viewer = second.watches();
        sender.sendRtp(packet(1));
        assertThat(text(viewer)).isEqualTo("voice 1");

        first.server.forget(first.room, link).join();
        second.next(new MediaEvent.Disconnected(second.room, publisher, CloseReason.CLOSED_BY_PEER));
        second.pullsFrom(first);
        sender.sendRtp(packet(2));

        assertThat(text(viewer)).isEqualTo("voice 2");
    }

    @Test
    void shouldSayWhyALinkCannotBeMade() throws Exception {
        Node lonely = new Node();
        SessionDescription offer = lonely.server.relayOffer();
        SessionDescription answer = new Node().answer(UUID.randomUUID(), offer);

        SessionDescription nowhere = new SessionDescription(answer.ice(), answer.dtls(), answer.sections(), List.of());
        assertThat(lonely.server.relay(lonely.room, publisher, offer, nowhere).join())
                .isInstanceOf(Negotiation.Refused.class);
        assertThat(lonely.server
                        .relay(UUID.randomUUID(), publisher, offer, answer)
                        .join())
                .isInstanceOf(Negotiation.Refused.class);
    }

    private static byte[] packet(int number) {
        byte[] payload = ("voice " + number).getBytes(StandardCharsets.US_ASCII);
        return RtpPackets.packet(111, false, number, number * 960L, 1_000, payload);
    }

    /** Payload of the next packet that is not control. */
    private static String text(TestPeer peer) {
        while (true) {
            byte[] packet = peer.nextMedia();
            if ((packet[1] & 0x7F) == 111) {
                return RtpPackets.payloadText(packet);
            }
        }
    }

    /** One server and its room. */
    private final class Node {
        private final UUID room = UUID.randomUUID();
        private final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
        private final MediaServer server;

        Node() throws IOException {
            server = MediaServer.start(MediaConfig.defaults().boundTo("127.0.0.1", 0), events::add);
            open.add(server);
            server.openRoom(room).join();
        }

        /** As which viewer this node is known to the other. */
        UUID pullsFrom(Node other) throws InterruptedException {
            UUID link = UUID.randomUUID();
            SessionDescription offer = server.relayOffer();
            SessionDescription answer = other.answer(link, offer);
            other.server
                    .subscribe(other.room, link, "0", publisher, MediaKind.AUDIO)
                    .join();
            assertThat(server.relay(room, publisher, offer, answer).join()).isInstanceOf(Negotiation.Negotiated.class);
            next(new MediaEvent.Connected(room, publisher));
            other.next(new MediaEvent.Connected(other.room, link));
            return link;
        }

        TestPeer publishes() throws InterruptedException {
            return connects(publisher);
        }

        TestPeer watches() throws InterruptedException {
            UUID viewer = UUID.randomUUID();
            TestPeer peer = connects(viewer);
            server.subscribe(room, viewer, "0", publisher, MediaKind.AUDIO).join();
            return peer;
        }

        SessionDescription answer(UUID participant, SessionDescription offer) {
            return switch (server.negotiate(room, participant, offer).join()) {
                case Negotiation.Negotiated(SessionDescription answer) -> answer;
                case Negotiation.Refused(String reason) -> throw new AssertionError(reason);
            };
        }

        void next(MediaEvent wanted) throws InterruptedException {
            MediaEvent event = null;
            while (!wanted.equals(event)) {
                event = events.poll(30, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("did not come: " + wanted);
                }
            }
        }

        private TestPeer connects(UUID id) throws InterruptedException {
            SessionDescription template = Offers.offer(Offers.audio("0", Direction.SENDRECV));
            Fingerprint own = TestPeer.fingerprint();
            SessionDescription answer = answer(
                    id,
                    new SessionDescription(
                            new IceParameters("fragment", template.ice().password()),
                            new DtlsParameters(own.hash(), own.value(), DtlsSetup.ACTPASS),
                            template.sections(),
                            List.of()));
            TestPeer peer = new TestPeer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                    new Fingerprint(answer.dtls().algorithm(), answer.dtls().fingerprint()));
            open.add(peer);
            peer.connect(
                    new IceCredentials(
                            answer.ice().usernameFragment(), answer.ice().password()),
                    "fragment");
            next(new MediaEvent.Connected(room, id));
            return peer;
        }
    }
}
