package dev.stagedoor.media.transport;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.ice.CheckBuilder;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.ice.IceTimeouts;
import dev.stagedoor.media.room.LocalIdentity;
import dev.stagedoor.media.room.MediaLoop;
import dev.stagedoor.media.room.Participant;
import dev.stagedoor.media.room.Room;
import dev.stagedoor.media.room.RoomLimits;
import dev.stagedoor.media.room.RoomSettings;
import dev.stagedoor.media.room.SectionPlan;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import dev.stagedoor.media.srtp.SrtpProfile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One publisher and its viewers, connected for real (ICE, DTLS) to a server with a real room, each on a socket that nobody
 * waits at. For measurements.
 */
final class ForwardFixture implements AutoCloseable {
    static final int PAYLOAD_TYPE = 96;
    static final int PUBLISHED_SSRC = 0x1234_5678;

    private static final String MID = "0";
    private static final int MID_EXTENSION = 4;
    private static final int SEND_TIME_EXTENSION = 2;
    private static final IceTimeouts PATIENT = new IceTimeouts(3_600_000_000_000L, 7_200_000_000_000L);
    private static final int SOCKET_BYTES = 8 << 20;

    final UdpServer server;
    final List<DatagramChannel> viewers = new ArrayList<>();
    private final RoomSettings settings = new RoomSettings(RoomLimits.defaults(), 0, () -> 1);
    private final MediaLoop home;
    private final Room room;
    private @Nullable UUID publisherId;
    private int members;
    private Runnable afterBurst = () -> {};

    ForwardFixture(TransportConfig.IoChoice io, int loops, String bind) throws IOException {
        server = UdpServer.start(TransportConfig.at(new InetSocketAddress(bind, 0))
                .withLoops(loops)
                .withIo(io)
                .withTimeouts(Duration.ofMinutes(1), PATIENT));
        home = server.loops().getFirst();
        room = new Room(UUID.randomUUID(), home, settings, (_, _, _, _) -> {});
    }

    /** A connected participant: where it sends from and comes to, and its keys. */
    record Member(DatagramChannel channel, SrtpKeyingMaterial keys) {}

    Member joinPublisher() throws IOException {
        return join(home, plan(true, new StreamSources(PUBLISHED_SSRC, 0)), id -> publisherId = id);
    }

    void joinViewer(MediaLoop loop) throws IOException {
        UUID publisher = Objects.requireNonNull(publisherId);
        SectionPlan plan = plan(false, new StreamSources(0x1000L + members, 0));
        Member viewer = join(loop, plan, id -> room.onSubscribe(id, MID, publisher, MediaKind.VIDEO));
        viewer.channel().configureBlocking(false);
        viewers.add(viewer.channel());
    }

    /** Runs at the end of each turn that brought something of the publisher, on its loop; before any burst. */
    void setAfterBurst(Runnable task) {
        afterBurst = task;
    }

    /** Empties the viewers' sockets; how many datagrams there were. */
    int drain(ByteBuffer scratch) throws IOException {
        int count = 0;
        for (int i = 0; i < viewers.size(); i++) {
            while (viewers.get(i).read(scratch.clear()) > 0) {
                count++;
            }
        }
        return count;
    }

    private Member join(MediaLoop loop, SectionPlan plan, java.util.function.Consumer<UUID> onJoined)
            throws IOException {
        String fragment = "member" + members++;
        Link link = new Link(loop);
        PeerParameters parameters = new PeerParameters(fragment, TestPeer.fingerprint(), DtlsRole.SERVER);
        on(loop, () -> link.open(parameters));
        IceCredentials[] credentials = new IceCredentials[1];
        on(loop, () -> credentials[0] = link.transport().localCredentials());
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        try (TestPeer peer = new TestPeer(address, server.fingerprint())) {
            peer.connect(credentials[0], fragment);
            TestPeer.await(link.connected);
            on(home, () -> {
                room.onJoined(link.participant());
                room.onSections(link.participant(), List.of(plan));
            });
            for (MediaLoop each : server.loops()) {
                on(each, () -> {});
            }
            on(loop, () -> link.participant().onConnected());
            on(home, () -> onJoined.accept(link.participant().id()));
            return new Member(move(address, credentials[0], fragment), peer.connected.join());
        }
    }

    /** A socket of its own for media, to which the server follows. */
    private static DatagramChannel move(InetSocketAddress server, IceCredentials ofServer, String fragment)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES);
        channel.bind(new InetSocketAddress(server.getAddress(), 0)).connect(server);
        channel.write(ByteBuffer.wrap(CheckBuilder.check(9_999, ofServer, fragment, true)));
        channel.read(ByteBuffer.allocate(2_048));
        return channel;
    }

    static void on(MediaLoop loop, Runnable task) {
        TestPeer.await(CompletableFuture.runAsync(task, loop::execute));
    }

    private static SectionPlan plan(boolean uplink, StreamSources sources) {
        NegotiatedCodec codec =
                new NegotiatedCodec(new PayloadFormat(Codec.VP8, ""), PAYLOAD_TYPE, NegotiatedCodec.NONE, false);
        return new SectionPlan(
                MID,
                MediaKind.VIDEO,
                List.of(codec),
                new ExtensionIds(MID_EXTENSION, SEND_TIME_EXTENSION, 0, 0, 0),
                uplink,
                uplink ? sources : StreamSources.UNKNOWN,
                List.of(),
                !uplink,
                uplink ? StreamSources.UNKNOWN : sources);
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel viewer : viewers) {
            viewer.close();
        }
        server.close();
    }

    /** Joins a transport to a participant, as the media server does. */
    private final class Link implements PeerListener {
        final CompletableFuture<SrtpProfile> connected = new CompletableFuture<>();
        private final MediaLoop loop;
        private @Nullable PeerTransport transport;
        private @Nullable Participant participant;

        Link(MediaLoop loop) {
            this.loop = loop;
        }

        void open(PeerParameters parameters) {
            PeerTransport opened = server.open(loop, parameters, this);
            transport = opened;
            participant = new Participant(UUID.randomUUID(), loop, opened, new LocalIdentity(1, "cost"), settings);
        }

        PeerTransport transport() {
            return Objects.requireNonNull(transport);
        }

        Participant participant() {
            return Objects.requireNonNull(participant);
        }

        @Override
        public void onConnected(SrtpProfile profile) {
            connected.complete(profile);
        }

        @Override
        public void onRtp(MemorySegment packet, long offset, int length, long nowNs) {
            participant().onRtp(packet, offset, length, nowNs);
        }

        @Override
        public void onRtcp(MemorySegment packet, long offset, int length, long nowNs) {
            participant().onRtcp(packet, offset, length, nowNs);
        }

        @Override
        public void onTurnEnd(long nowNs) {
            participant().onTurnEnd(nowNs);
            if (participant().id().equals(publisherId)) {
                afterBurst.run();
            }
        }

        @Override
        public void onReachable(boolean reachable) {
            // Nothing depends on it here.
        }

        @Override
        public void onClosed(CloseReason reason) {
            participant().onClosed();
        }
    }
}
