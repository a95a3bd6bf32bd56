package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.room.LegUsage;
import dev.stagedoor.media.room.ViewConstraints;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.transport.CloseReason;
import dev.stagedoor.media.transport.TestPeer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Three servers that pull from each other, over real sockets on loopback; each test has rooms of its own there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RelayTest {
    private static final int AUDIO_TYPE = 111;
    private static final int VIDEO_TYPE = 96;

    private final List<RelayNode.Host> hosts = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private UUID publisher = UUID.randomUUID();
    private RelayNode first;
    private RelayNode second;
    private RelayNode third;

    @BeforeAll
    void start() throws IOException {
        for (int i = 0; i < 3; i++) {
            hosts.add(RelayNode.Host.start());
        }
    }

    @AfterAll
    void stop() {
        hosts.forEach(RelayNode.Host::close);
    }

    @BeforeEach
    void openRooms() {
        publisher = UUID.randomUUID();
        first = open(0);
        second = open(1);
        third = open(2);
    }

    private RelayNode open(int host) {
        RelayNode node = new RelayNode(hosts.get(host), publisher);
        open.add(node);
        return node;
    }

    @AfterEach
    void closeRooms() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        open.clear();
    }

    @Test
    void shouldBringAPublisherOverTwoLinks() throws Exception {
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
    void shouldLeaveTheChoiceOfSizesToEachWhoWatchesBehindALink() throws Exception {
        TestPeer sender = first.publishes(Offers.section(
                "1",
                MediaKind.VIDEO,
                Direction.SENDONLY,
                Offers.video("1", Direction.SENDONLY).codecs(),
                List.of(new Source(2_000, 2_001, "small"), new Source(2_100, 2_101, "large"))));
        second.pullsFrom(first);
        TestPeer large = second.watches(ViewConstraints.NONE);
        TestPeer small = second.watches(new ViewConstraints(180, 7, 0));

        // As a camera does, whether or not anybody sees it: what a link has no room for must not end the pictures.
        try (ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor()) {
            AtomicInteger number = new AtomicInteger();
            var pictures = camera.scheduleAtFixedRate(
                    () -> {
                        sender.sendRtp(sized(2_000, number.incrementAndGet(), 180, ""));
                        sender.sendRtp(sized(2_100, number.get(), 720, " and much to see in it".repeat(4)));
                    },
                    0,
                    10,
                    TimeUnit.MILLISECONDS);
            // Until it is measured what there is, everybody is shown what came first.
            awaitPictures(large, "picture of 720", 20);
            awaitPictures(small, "picture of 180", 20);
            pictures.cancel(false);
        }
    }

    @Test
    void shouldGoOnForThoseWhoWatchWhenALinkIsCutAndMadeAgain() throws Exception {
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
        RelayNode lonely = second;
        SessionDescription offer = lonely.server.relayOffer();
        SessionDescription answer = first.answer(UUID.randomUUID(), offer);

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

    /** A key frame of VP8 that says how many lines it has. */
    private static byte[] sized(long ssrc, int number, int lines, String more) {
        byte[] text = ("picture of " + lines + " lines, " + number + more).getBytes(StandardCharsets.US_ASCII);
        byte[] head = {0x10, 0x00, 0, 0, (byte) 0x9D, 0x01, 0x2A, 0x40, 0x01, (byte) lines, (byte) (lines >> 8)};
        byte[] payload = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, payload, head.length, text.length);
        return RtpPackets.packet(VIDEO_TYPE, true, number, number * 3_000L, ssrc, payload);
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

    /** Returns once so many in succession were of this kind. */
    private static void awaitPictures(TestPeer peer, String kind, int wanted) {
        int seen = 0;
        while (seen < wanted) {
            seen = nextPicture(peer).startsWith(kind) ? seen + 1 : 0;
        }
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
}
