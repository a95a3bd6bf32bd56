package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.room.BitrateCap;
import dev.stagedoor.media.room.LegUsage;
import dev.stagedoor.media.room.ViewConstraints;
import dev.stagedoor.media.transport.TestPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A room of one server with one publisher, and the clients there. */
final class RelayNode implements AutoCloseable {
    final UUID room = UUID.randomUUID();
    final MediaServer server;
    private final BlockingQueue<MediaEvent> events;
    private final UUID publisher;
    private final List<TestPeer> peers = new ArrayList<>();

    /** A server, and the news of each of its rooms by themselves. */
    record Host(MediaServer server, Map<UUID, BlockingQueue<MediaEvent>> news) implements AutoCloseable {
        static Host start() throws IOException {
            Map<UUID, BlockingQueue<MediaEvent>> news = new ConcurrentHashMap<>();
            MediaConfig config = MediaConfig.defaults().boundTo("127.0.0.1", 0);
            MediaServer server =
                    MediaServer.start(config, event -> of(event.roomId(), news).add(event));
            return new Host(server, news);
        }

        BlockingQueue<MediaEvent> of(UUID room) {
            return of(room, news);
        }

        private static BlockingQueue<MediaEvent> of(UUID room, Map<UUID, BlockingQueue<MediaEvent>> news) {
            return news.computeIfAbsent(room, _ -> new LinkedBlockingQueue<>());
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** @param publisher under which id it is known everywhere */
    RelayNode(Host host, UUID publisher) {
        this.server = host.server();
        this.publisher = publisher;
        this.events = host.of(room);
        server.openRoom(room).join();
    }

    @Override
    public void close() {
        peers.forEach(TestPeer::close);
        server.closeRoom(room).join();
    }

    /** As which viewer this node is known to the other. */
    UUID pullsFrom(RelayNode other) throws InterruptedException {
        return pullsFrom(other, other.server.port());
    }

    /** @param port by which the other is reached */
    UUID pullsFrom(RelayNode other, int port) throws InterruptedException {
        UUID link = UUID.randomUUID();
        SessionDescription offer = server.relayOffer();
        int sizes = other.server.sizes(other.room, publisher).join();
        SessionDescription told = other.answer(link, ofSizes(offer, sizes));
        SessionDescription answer = new SessionDescription(
                told.ice(), told.dtls(), told.sections(), List.of(new IceCandidate("1", 1, "127.0.0.1", port, "host")));
        other.show(link, sizes);
        assertThat(server.relay(room, publisher, offer, answer).join()).isInstanceOf(Negotiation.Negotiated.class);
        next(new MediaEvent.Connected(room, publisher));
        other.next(new MediaEvent.Connected(other.room, link));
        return link;
    }

    TestPeer publishes() throws InterruptedException {
        return connects(publisher);
    }

    TestPeer publishes(MediaSection pictures) throws InterruptedException {
        return connects(publisher, pictures);
    }

    TestPeer watches() throws InterruptedException {
        return watches(ViewConstraints.NONE);
    }

    TestPeer watches(ViewConstraints constraints) throws InterruptedException {
        UUID viewer = UUID.randomUUID();
        TestPeer peer = connects(viewer);
        show(viewer, 1);
        server.constrain(room, viewer, "1", constraints).join();
        return peer;
    }

    private void show(UUID viewer, int sizes) {
        server.subscribe(room, viewer, "0", publisher, MediaKind.AUDIO).join();
        for (int size = 0; size < sizes && sizes > 1; size++) {
            server.subscribeSize(room, viewer, Integer.toString(size + 1), publisher, size)
                    .join();
        }
        if (sizes == 1) {
            server.subscribe(room, viewer, "1", publisher, MediaKind.VIDEO).join();
        }
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

    TestPeer connects(UUID id) throws InterruptedException {
        return connects(id, unhurried(Offers.video("1", Direction.SENDRECV)));
    }

    private TestPeer connects(UUID id, MediaSection pictures) throws InterruptedException {
        SessionDescription template = Offers.offer(Offers.audio("0", Direction.SENDRECV), pictures);
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
        peers.add(peer);
        peer.connect(
                new IceCredentials(answer.ice().usernameFragment(), answer.ice().password()), "fragment");
        next(new MediaEvent.Connected(room, id));
        return peer;
    }

    /** An offer as it is answered to who is to take each of so many sizes. */
    private static SessionDescription ofSizes(SessionDescription offer, int sizes) {
        List<MediaSection> sections = offer.sections().stream()
                .map(section -> Integer.parseInt(section.mid()) > sizes ? Offers.rejected(section) : section)
                .toList();
        return new SessionDescription(offer.ice(), offer.dtls(), sections, offer.candidates());
    }

    /** Of one that promises no transport-wide feedback, so that nothing limits what it is sent. */
    private static MediaSection unhurried(MediaSection section) {
        return new MediaSection(
                section.mid(),
                section.kind(),
                section.direction(),
                false,
                section.codecs(),
                section.headerExtensions().stream()
                        .filter(extension -> !extension.uri().equals(Offers.TRANSPORT_WIDE))
                        .toList(),
                section.sources(),
                section.rids(),
                section.streamId(),
                section.trackId(),
                BitrateCap.NONE);
    }
}
