package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.room.LegUsage;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.transport.CloseReason;
import dev.stagedoor.media.transport.TestPeer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private static final int AUDIO_TYPE = 111;
    private static final int VIDEO_TYPE = 96;

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
    void shouldRepeatAcrossALinkWhatItLost() throws Exception {
        Node first = new Node();
        Node second = new Node();
        LossyWay way = new LossyWay(first.server.port());
        open.add(way);
        TestPeer sender = first.publishes();
        second.pullsFrom(first, way.port());
        TestPeer viewer = second.watches();
        sender.sendRtp(picture(1, true));
        assertThat(nextPicture(viewer)).isEqualTo("picture 1");

        way.loseNext();
        for (int number = 2; number <= 10; number++) {
            sender.sendRtp(picture(number, false));
        }
        Set<String> seen = new HashSet<>();
        while (seen.size() < 9) {
            seen.add(nextPicture(viewer));
        }

        assertThat(way.hasLost()).isTrue();
        assertThat(seen).contains("picture 2", "picture 10");
    }

    @Test
    void shouldAskAcrossTwoLinksForAKeyFrame() throws Exception {
        Node first = new Node();
        Node second = new Node();
        Node third = new Node();
        TestPeer sender = first.publishes();
        second.pullsFrom(first);
        third.pullsFrom(second);
        TestPeer viewer = third.watches();
        sender.sendRtp(picture(1, true));
        assertThat(nextPicture(viewer)).isEqualTo("picture 1");
        while (sender.mediaHere().isPresent()) {
            // What was asked for before there was a key frame.
        }

        // A viewer that complains too early is not heeded, and complains again.
        int number = 1;
        while (!sender.mediaHere().map(RelayTest::asksForKeyFrame).orElse(false)) {
            sender.sendRtp(picture(++number, false));
            viewer.sendRtcp(pictureLoss(ssrcOf(nextPacket(viewer))));
        }
        sender.sendRtp(picture(++number, true));
        while (!nextPicture(viewer).equals("picture " + number)) {
            // The pictures before it.
        }
    }

    @Test
    void shouldCountForEachWhatReachedThem() throws Exception {
        Node first = new Node();
        Node second = new Node();
        TestPeer sender = first.publishes();
        UUID link = second.pullsFrom(first);
        List<TestPeer> viewers = List.of(second.watches(), second.watches());
        UUID idle = UUID.randomUUID();
        second.connects(idle);
        int count = 20;
        for (int number = 0; number < count; number++) {
            sender.sendRtp(packet(number));
            for (TestPeer viewer : viewers) {
                assertThat(text(viewer)).isEqualTo("voice " + number);
            }
        }

        List<LegUsage> behind = second.usageAt(2L * count);
        assertThat(leg(behind, publisher).receivedPackets()).isEqualTo(count);
        assertThat(leg(behind, idle).deliveredPackets()).isZero();
        assertThat(leg(behind, idle).deliveredMs()).isZero();
        assertThat(behind)
                .filteredOn(leg -> !Set.of(publisher, idle).contains(leg.participantId()))
                .hasSize(2)
                .allSatisfy(leg -> {
                    assertThat(leg.deliveredPackets()).isEqualTo(count);
                    assertThat(leg.deliveredMs()).isPositive();
                });
        assertThat(leg(first.usageAt(count), link).deliveredPackets())
                .as("one link for both")
                .isEqualTo(count);
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
        return RtpPackets.packet(AUDIO_TYPE, false, number, number * 960L, 1_000, payload);
    }

    /** One picture of VP8 in one packet (RFC 7741 section 4). */
    private static byte[] picture(int number, boolean key) {
        byte[] text = ("picture " + number).getBytes(StandardCharsets.US_ASCII);
        byte[] head = key
                ? new byte[] {0x10, 0x00, 0, 0, (byte) 0x9D, 0x01, 0x2A, 0x40, 0x01, (byte) 0xB4, 0x00}
                : new byte[] {0x10, 0x01, 0, 0};
        byte[] payload = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, payload, head.length, text.length);
        return RtpPackets.packet(VIDEO_TYPE, true, number, number * 3_000L, 2_000, payload);
    }

    private static byte[] pictureLoss(long mediaSsrc) {
        RtcpWriter out = new RtcpWriter(Arena.ofAuto().allocate(64));
        out.begin();
        out.receiverReport(7);
        out.pictureLoss(7, mediaSsrc);
        return out.memory().asSlice(0, out.length()).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Whether there is a picture loss indication in a compound of our own making (RFC 4585 section 6.3.1). */
    private static boolean asksForKeyFrame(byte[] packet) {
        ByteBuffer compound = ByteBuffer.wrap(packet);
        int at = 0;
        while (at + 4 <= packet.length) {
            if ((packet[at + 1] & 0xFF) == 206 && (packet[at] & 0x1F) == 1) {
                return true;
            }
            at += 4 + 4 * (compound.getShort(at + 2) & 0xFFFF);
        }
        return false;
    }

    private static LegUsage leg(List<LegUsage> legs, UUID participant) {
        return legs.stream()
                .filter(leg -> leg.participantId().equals(participant))
                .findFirst()
                .orElseThrow();
    }

    private static long ssrcOf(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(8) & 0xFFFF_FFFFL;
    }

    /** Payload of the next sound. */
    private static String text(TestPeer peer) {
        return RtpPackets.payloadText(next(peer, AUDIO_TYPE));
    }

    private static byte[] nextPacket(TestPeer peer) {
        return next(peer, VIDEO_TYPE);
    }

    private static String nextPicture(TestPeer peer) {
        String payload = RtpPackets.payloadText(nextPacket(peer));
        return payload.substring(payload.indexOf("picture"));
    }

    /** The next packet of a type, without control and padding. */
    private static byte[] next(TestPeer peer, int type) {
        while (true) {
            byte[] packet = peer.nextMedia();
            if ((packet[1] & 0x7F) == type && RtpPackets.payloadText(packet).length() > 1) {
                return packet;
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
            return pullsFrom(other, other.server.port());
        }

        /** @param port by which the other is reached */
        UUID pullsFrom(Node other, int port) throws InterruptedException {
            UUID link = UUID.randomUUID();
            SessionDescription offer = server.relayOffer();
            SessionDescription told = other.answer(link, offer);
            SessionDescription answer = new SessionDescription(
                    told.ice(),
                    told.dtls(),
                    told.sections(),
                    List.of(new IceCandidate("1", 1, "127.0.0.1", port, "host")));
            other.show(link);
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
            show(viewer);
            return peer;
        }

        private void show(UUID viewer) {
            server.subscribe(room, viewer, "0", publisher, MediaKind.AUDIO).join();
            server.subscribe(room, viewer, "1", publisher, MediaKind.VIDEO).join();
        }

        /** The first report in which so many packets have gone out to all together. */
        List<LegUsage> usageAt(long packets) throws InterruptedException {
            while (true) {
                MediaEvent event = events.poll(30, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("nothing is reported");
                }
                if (event instanceof MediaEvent.Usage usage && delivered(usage) >= packets) {
                    return usage.legs();
                }
            }
        }

        private static long delivered(MediaEvent.Usage usage) {
            return usage.legs().stream().mapToLong(LegUsage::deliveredPackets).sum();
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
            SessionDescription template =
                    Offers.offer(Offers.audio("0", Direction.SENDRECV), Offers.video("1", Direction.SENDRECV));
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
