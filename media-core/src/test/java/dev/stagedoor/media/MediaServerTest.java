package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.room.ParticipantStatistics;
import dev.stagedoor.media.room.SessionLog;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.transport.CloseReason;
import dev.stagedoor.media.transport.TestPeer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole library over real sockets on loopback. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class MediaServerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final UUID room = UUID.randomUUID();
    private final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
    private MediaServer server;

    @BeforeEach
    void start() throws IOException {
        server = MediaServer.start(MediaConfig.defaults().boundTo("127.0.0.1", 0), events::add);
        assertThat(server.openRoom(room).join()).isTrue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void closingTwiceDoesNothing() throws IOException {
        int port = server.port();
        server.close();
        server.close();
        try (DatagramSocket free = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void whatOneSaysTheOtherHears() throws Exception {
        try (Guest first = new Guest();
                Guest second = new Guest()) {
            first.connects();
            second.connects();
            server.subscribe(room, first.id, "0", second.id, MediaKind.AUDIO).join();
            server.subscribe(room, second.id, "0", first.id, MediaKind.AUDIO).join();

            for (int i = 0; i < 10; i++) {
                first.sends(i);
                second.sends(i);
                assertThat(second.hears()).isEqualTo(first.id + " " + i);
                assertThat(first.hears()).isEqualTo(second.id + " " + i);
            }
            MediaEvent.Usage usage = (MediaEvent.Usage)
                    next(event -> event instanceof MediaEvent.Usage usageEvent && usageEvent.mutualMs() > 0);
            assertThat(usage.flowing()).isTrue();
            assertThat(usage.legs()).hasSize(2).allMatch(leg -> leg.deliveredPackets() > 0);
            assertThat(server.statistics().join().rooms().get(room)).hasSize(2);

            first.peer.sayGoodbye();
            MediaEvent.Disconnected gone =
                    (MediaEvent.Disconnected) next(event -> event instanceof MediaEvent.Disconnected);
            assertThat(gone).isEqualTo(new MediaEvent.Disconnected(room, first.id, CloseReason.CLOSED_BY_PEER));
        }
    }

    @Test
    void aSessionCanBeLookedAt() throws Exception {
        try (Guest first = new Guest();
                Guest second = new Guest()) {
            first.connects();
            second.connects();
            server.subscribe(room, second.id, "0", first.id, MediaKind.AUDIO).join();
            assertThat(server.startCapture(room, second.id).join()).isTrue();
            assertThat(server.startCapture(room, UUID.randomUUID()).join()).isFalse();
            first.sends(1);
            second.hears();
            first.peer.sayGoodbye();
            next(event -> event instanceof MediaEvent.Disconnected);

            assertThat(server.timeline(room, first.id).join())
                    .extracting(SessionLog.Entry::kind)
                    .containsSubsequence(
                            SessionLog.Kind.NEGOTIATED,
                            SessionLog.Kind.PATH_SELECTED,
                            SessionLog.Kind.CONNECTED,
                            SessionLog.Kind.DISCONNECTED);
            assertThat(server.timeline(room, first.id).join().getFirst().detail())
                    .isEqualTo("0 opus sendrecv");
            assertThat(server.capture(room, second.id).join()).hasSizeGreaterThan(24 + 16 + 28 + 12);
            server.endCapture(room, second.id).join();
            assertThat(server.capture(room, second.id).join()).isEmpty();
            server.forget(room, first.id).join();
            assertThat(server.timeline(room, first.id).join()).isEmpty();
            assertThat(server.timeline(UUID.randomUUID(), first.id).join()).isEmpty();
        }
    }

    @Test
    void whatWasEstimatedEndsWithThePath() throws Exception {
        RtcpWriter estimate = new RtcpWriter(MemorySegment.ofArray(new byte[20]));
        estimate.begin();
        estimate.receiverEstimate(1_000, 700_000);
        try (Guest guest = new Guest()) {
            guest.connects();
            guest.peer.sendRtcp(estimate.memory().toArray(ValueLayout.JAVA_BYTE));
            while (onlyOne().estimatedBitsPerSecond() != 700_000) {
                Thread.onSpinWait();
            }
            guest.peer.moveTo(InetAddress.ofLiteral("127.0.0.2"));
            guest.checks();

            assertThat(onlyOne().estimatedBitsPerSecond())
                    .as("nothing is known")
                    .isZero();
        }
    }

    private ParticipantStatistics onlyOne() {
        return server.statistics().join().rooms().getOrDefault(room, List.of()).getFirst();
    }

    @Test
    void aRoomThatIsClosedTellsWhatHappenedToEverybody() throws Exception {
        try (Guest first = new Guest();
                Guest second = new Guest()) {
            first.connects();
            second.connects();
            server.closeRoom(room).join();

            MediaEvent.Closed closed = (MediaEvent.Closed) next(event -> event instanceof MediaEvent.Closed);
            assertThat(closed.roomId()).isEqualTo(room);
            assertThat(closed.timelines()).containsOnlyKeys(first.id, second.id);
            assertThat(closed.timelines().values())
                    .allSatisfy(timeline -> assertThat(timeline)
                            .extracting(SessionLog.Entry::kind)
                            .startsWith(SessionLog.Kind.NEGOTIATED)
                            .endsWith(SessionLog.Kind.DISCONNECTED));
        }
    }

    /** Whoever waits for the end of a transport must not hear of that transport afterwards, however it ended. */
    @Test
    void nothingIsHeardOfATransportOnceItsEndIsDone() throws Exception {
        for (int round = 0; round < 10; round++) {
            try (Guest guest = new Guest()) {
                guest.connects();
                guest.peer.sayGoodbye();
                server.leave(room, guest.id).join();
                events.clear();
                server.statistics().join();
                negotiated(guest.id, offer("again"));
                server.statistics().join();

                assertThat(events).noneMatch(event -> event instanceof MediaEvent.Disconnected);
                server.leave(room, guest.id).join();
            }
        }
    }

    @Test
    void aPausedRoomDeliversNothing() throws Exception {
        try (Guest first = new Guest();
                Guest second = new Guest()) {
            first.connects();
            second.connects();
            server.subscribe(room, second.id, "0", first.id, MediaKind.AUDIO).join();
            first.sends(1);
            second.hears();

            server.pause(room, true).join();
            first.sends(2);
            awaitReceived(first.id, 2);
            server.pause(room, false).join();
            first.sends(3);

            assertThat(second.hears()).isEqualTo(first.id + " 3");
        }
    }

    @Test
    void aNewFragmentRestartsIceAndASameOneDoesNot() throws Exception {
        try (Guest guest = new Guest()) {
            SessionDescription first = guest.answer;
            SessionDescription again = negotiated(guest.id, offer("fragment"));
            SessionDescription restarted = negotiated(guest.id, offer("other fragment"));

            assertThat(again.ice()).isEqualTo(first.ice());
            assertThat(restarted.ice()).isNotEqualTo(first.ice());
            assertThat(restarted.sections()).isEqualTo(first.sections());
        }
    }

    @Test
    void theSamePersonFromAnotherDeviceTakesThePlaceOfTheFirst() throws Exception {
        try (Guest guest = new Guest()) {
            SessionDescription offer = offer("elsewhere");
            DtlsParameters other = new DtlsParameters("sha-256", "CD:".repeat(31) + "CD", DtlsSetup.ACTPASS);
            SessionDescription after = negotiated(
                    guest.id, new SessionDescription(offer.ice(), other, offer.sections(), offer.candidates()));

            assertThat(after.sections().getFirst().sources())
                    .isNotEqualTo(guest.answer.sections().getFirst().sources());
            assertThat(server.statistics().join().rooms().get(room)).hasSize(1);
        }
    }

    @Test
    void offersToARoomThatIsNotOpenAreRefusedAndAllElseChangesNothing() {
        UUID anybody = UUID.randomUUID();
        server.closeRoom(room).join();

        assertThat(server.negotiate(room, anybody, offer("fragment")).join())
                .isEqualTo(new Negotiation.Refused("room " + room + " is not open"));
        server.subscribe(room, anybody, "0", anybody, MediaKind.AUDIO).join();
        server.pause(room, true).join();
        server.leave(room, anybody).join();
        server.closeRoom(room).join();
    }

    @Test
    void aRoomIsReportedOnceMoreWhenItCloses() throws Exception {
        try (Guest guest = new Guest()) {
            guest.connects();
            events.clear();
            server.closeRoom(room).join();

            assertThat(events).anyMatch(event -> event instanceof MediaEvent.Usage);
            assertThat(events).noneMatch(event -> event instanceof MediaEvent.Disconnected);
        }
    }

    @Test
    void whoNeverComesIsGivenUp() throws Exception {
        UUID nobody = UUID.randomUUID();
        try (MediaServer other = MediaServer.start(hasty(), events::add)) {
            assertThat(other.openRoom(room).join()).isTrue();
            assertThat(other.openRoom(UUID.randomUUID()).join()).isFalse();
            Negotiation outcome =
                    other.negotiate(room, nobody, offer("fragment")).join();

            assertThat(outcome).isInstanceOf(Negotiation.Negotiated.class);
            SessionDescription answer = ((Negotiation.Negotiated) outcome).answer();
            assertThat(answer.candidates())
                    .extracting(candidate -> candidate.address() + " " + candidate.port())
                    .containsExactly("192.0.2.7 " + other.port(), "198.51.100.7 4000");
            assertThat(next(event -> event instanceof MediaEvent.Disconnected))
                    .isEqualTo(new MediaEvent.Disconnected(room, nobody, CloseReason.CONNECT_TIMED_OUT));
        }
    }

    @Test
    void packetsAreSentInGroupsUnlessThatIsSwitchedOff() {
        assertThat(MediaServer.transportConfig(MediaConfig.defaults()).segmentation())
                .isTrue();
        assertThat(MediaServer.transportConfig(hasty()).segmentation()).isFalse();
    }

    /** One loop that gives up soon, for one room, and sends packet by packet. */
    private static MediaConfig hasty() {
        return new MediaConfig(
                "127.0.0.1",
                0,
                List.of(AdvertisedAddress.parse("192.0.2.7"), AdvertisedAddress.parse("198.51.100.7:4000")),
                1,
                false,
                Duration.ofMillis(200),
                Duration.ofMillis(400),
                1,
                4,
                MediaConfig.defaults().limits());
    }

    private MediaEvent next(Predicate<MediaEvent> wanted) throws InterruptedException {
        while (true) {
            MediaEvent event = events.poll(30, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("the event did not come");
            }
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** Waits until so many packets of a participant have come in. */
    private void awaitReceived(UUID participantId, long packets) {
        while (server.statistics().join().rooms().getOrDefault(room, List.of()).stream()
                .filter(participant -> participant.participantId().equals(participantId))
                .flatMap(participant -> participant.tracks().stream())
                .noneMatch(track -> !track.outgoing() && track.packets() == packets)) {
            Thread.onSpinWait();
        }
    }

    private SessionDescription negotiated(UUID participantId, SessionDescription offer) {
        return switch (server.negotiate(room, participantId, offer).join()) {
            case Negotiation.Negotiated(SessionDescription answer) -> answer;
            case Negotiation.Refused(String reason) -> throw new AssertionError(reason);
        };
    }

    /** One audio section that is {@code sendrecv}. */
    private static SessionDescription offer(String fragment) {
        SessionDescription template = Offers.offer(Offers.audio("0", Direction.SENDRECV));
        Fingerprint own = TestPeer.fingerprint();
        return new SessionDescription(
                new IceParameters(fragment, template.ice().password()),
                new DtlsParameters(own.hash(), own.value(), DtlsSetup.ACTPASS),
                template.sections(),
                List.of());
    }

    /** A participant whose first offer has been answered. */
    private final class Guest implements AutoCloseable {
        private final UUID id = UUID.randomUUID();
        private final SessionDescription answer = negotiated(id, offer("fragment"));
        private final TestPeer peer = new TestPeer(
                new InetSocketAddress(LOOPBACK, server.port()),
                new Fingerprint(answer.dtls().algorithm(), answer.dtls().fingerprint()));

        /** Connects and waits until media may flow. */
        void connects() throws InterruptedException {
            IceParameters ice = answer.ice();
            peer.connect(new IceCredentials(ice.usernameFragment(), ice.password()), "fragment");
            next(event -> event.equals(new MediaEvent.Connected(room, id)));
        }

        /** Says by a check where it is. */
        void checks() {
            IceParameters ice = answer.ice();
            peer.check(new IceCredentials(ice.usernameFragment(), ice.password()), "fragment", true);
        }

        void sends(int sequence) {
            byte[] payload = (id + " " + sequence).getBytes(StandardCharsets.US_ASCII);
            peer.sendRtp(RtpPackets.packet(111, false, sequence, sequence * 960L, 1_000, payload));
        }

        /** Payload of the next packet that is not control. */
        String hears() {
            while (true) {
                byte[] packet = peer.nextMedia();
                if ((packet[1] & 0x7F) == 111) {
                    return RtpPackets.payloadText(packet);
                }
            }
        }

        @Override
        public void close() {
            peer.close();
        }
    }
}
