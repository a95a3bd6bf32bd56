package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.ice.IceTimeouts;
import dev.stagedoor.media.room.MediaLoop;
import dev.stagedoor.media.room.Participant;
import dev.stagedoor.media.room.ParticipantStatistics;
import dev.stagedoor.media.room.RoomLimits;
import dev.stagedoor.media.room.RoomSettings;
import dev.stagedoor.media.room.SessionLog;
import dev.stagedoor.media.room.ViewConstraints;
import dev.stagedoor.media.transport.LoopStatistics;
import dev.stagedoor.media.transport.TransportConfig;
import dev.stagedoor.media.transport.UdpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A forwarding server on one UDP port. Methods may be called from any thread, return at once, and are idempotent: asking
 * for what already holds changes nothing, and so does asking anything of a room that is not open. Futures complete on a
 * media loop; do not block in what is chained to them.
 */
public final class MediaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);

    /** Ending all rooms takes milliseconds; a loop that has not by then is stuck, and the port must still be freed. */
    private static final long CLOSE_LIMIT_S = 2;

    /** Seconds from 1900, where NTP begins, to 1970 (RFC 5905 §6). */
    private static final long NTP_TO_UNIX_S = 2_208_988_800L;

    private final ServerContext context;
    private final Map<UUID, Handle> rooms = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private MediaServer(ServerContext context) {
        this.context = context;
    }

    /** A room and where it lives; the room itself is made, and only touched, on that loop. */
    private record Handle(MediaLoop home, CompletableFuture<OpenRoom> room) {}

    /**
     * Binds the port and starts the loops.
     *
     * @param listener called on media loops; must not block
     * @throws IOException if the port cannot be bound or the machine's addresses cannot be read
     */
    public static MediaServer start(MediaConfig config, Consumer<MediaEvent> listener) throws IOException {
        UdpServer transport = UdpServer.start(transportConfig(config));
        SecureRandom random = new SecureRandom();
        long sinceUnixNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        long ntpOffsetNs = TimeUnit.SECONDS.toNanos(NTP_TO_UNIX_S) + sinceUnixNs - System.nanoTime();
        RoomSettings settings = new RoomSettings(config.limits(), ntpOffsetNs, random::nextInt);
        List<IceCandidate> candidates = LocalCandidates.of(config, transport.port());
        LOG.info("Media is reached at {}", candidates);
        return new MediaServer(new ServerContext(
                config, transport, transport.loops(), settings, candidates, listener, new AtomicInteger()));
    }

    static TransportConfig transportConfig(MediaConfig config) {
        InetAddress address = InetAddress.ofLiteral(config.bindAddress());
        long consentNs = config.consentTimeout().toNanos();
        long unreachableNs = Math.min(consentNs, IceTimeouts.DEFAULT.unreachableNs());
        return TransportConfig.at(new InetSocketAddress(address, config.port()))
                .withLoops(config.loops())
                .withSegmentation(config.segmentation())
                .withTimeouts(config.handshakeTimeout(), new IceTimeouts(unreachableNs, consentNs));
    }

    /** The UDP port in use. */
    public int port() {
        return context.transport().port();
    }

    /** Opens the room if it is not open; false if the server has as many rooms as it may. */
    public CompletableFuture<Boolean> openRoom(UUID roomId) {
        if (rooms.size() >= context.config().maxRooms() && !rooms.containsKey(roomId)) {
            return CompletableFuture.completedFuture(false);
        }
        return rooms.computeIfAbsent(roomId, this::open).room().thenApply(_ -> true);
    }

    private Handle open(UUID roomId) {
        MediaLoop home = context.nextInTurn();
        return new Handle(
                home, CompletableFuture.supplyAsync(() -> new OpenRoom(roomId, home, context), home::execute));
    }

    /** Ends every participant of the room and forgets it; its last usage event comes before the future completes. */
    public CompletableFuture<Void> closeRoom(UUID roomId) {
        Handle handle = rooms.remove(roomId);
        return handle == null
                ? CompletableFuture.completedFuture(null)
                : handle.room().thenComposeAsync(OpenRoom::onClose, handle.home()::execute);
    }

    /**
     * Answers a participant's offer. The first one joins the room; a later one adds or removes sections, and with a new
     * ICE user fragment restarts ICE while media keeps flowing on the old path.
     */
    public CompletableFuture<Negotiation> negotiate(UUID roomId, UUID participantId, SessionDescription offer) {
        Handle handle = rooms.get(roomId);
        return handle == null
                ? CompletableFuture.completedFuture(new Negotiation.Refused("room " + roomId + " is not open"))
                : handle.room()
                        .thenComposeAsync(room -> room.onNegotiate(participantId, offer), handle.home()::execute);
    }

    /**
     * An offer to another server for what one of its publishers sends, see {@link #relay}. Every call makes another; nothing
     * is kept of it.
     */
    public SessionDescription relayOffer() {
        return context.offer(RelayOffer.sections());
    }

    /**
     * Brings a publisher of another server into a room that is open here: its packets come over one link, encrypted, and go
     * to everybody here who subscribes to it. To the other server this is a viewer like any other. A link that ends is
     * reported as {@link MediaEvent.Disconnected} of the publisher; another call makes another link.
     *
     * @param publisherId under which the publisher is known here
     * @param offer from {@link #relayOffer}
     * @param answer what the other server says to it
     */
    public CompletableFuture<Negotiation> relay(
            UUID roomId, UUID publisherId, SessionDescription offer, SessionDescription answer) {
        Handle handle = rooms.get(roomId);
        return handle == null
                ? CompletableFuture.completedFuture(new Negotiation.Refused("room " + roomId + " is not open"))
                : handle.room()
                        .thenComposeAsync(room -> room.onRelay(publisherId, offer, answer), handle.home()::execute);
    }

    /**
     * Shows on the viewer's section {@code mid} what the publisher sends of {@code kind}, now or as soon as both are
     * there. A section shows one source: the last call wins.
     */
    public CompletableFuture<Void> subscribe(UUID roomId, UUID viewerId, String mid, UUID publisherId, MediaKind kind) {
        return onRoom(roomId, room -> {
            room.onSubscribe(viewerId, mid, publisherId, kind);
            return CompletableFuture.completedFuture(null);
        });
    }

    /**
     * The same of one size of the publisher's pictures alone: who is shown each size on a section of its own can pass all of
     * them on.
     *
     * @param size a place among those that {@link #sizes} counts
     */
    public CompletableFuture<Void> subscribeSize(UUID roomId, UUID viewerId, String mid, UUID publisherId, int size) {
        return onRoom(roomId, room -> {
            room.onSubscribeSize(viewerId, mid, publisherId, size);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** In how many sizes somebody may send pictures; 0 for nobody of this id, or one who sends none. */
    public CompletableFuture<Integer> sizes(UUID roomId, UUID publisherId) {
        AtomicInteger sizes = new AtomicInteger();
        return onRoom(roomId, room -> {
                    sizes.set(room.onSizes(publisherId));
                    return CompletableFuture.completedFuture(null);
                })
                .thenApply(_ -> sizes.get());
    }

    /** Shows nothing on the viewer's section {@code mid} any more; it stays as it was negotiated. */
    public CompletableFuture<Void> unsubscribe(UUID roomId, UUID viewerId, String mid) {
        return onRoom(roomId, room -> {
            room.onUnsubscribe(viewerId, mid);
            return CompletableFuture.completedFuture(null);
        });
    }

    /**
     * Shows on the viewer's section {@code mid} one of those who spoke last, whoever that is at the moment. With n such
     * sections the viewer sees the last n speakers, itself left out; who stays among them stays on the same section.
     */
    public CompletableFuture<Void> followSpeakers(UUID roomId, UUID viewerId, String mid, MediaKind kind) {
        return onRoom(roomId, room -> {
            room.onFollowSpeakers(viewerId, mid, kind);
            return CompletableFuture.completedFuture(null);
        });
    }

    /**
     * Says what a viewer makes of a section that it has subscribed to: how large it shows the picture and how important it
     * is. Holds until the next call, also when the section shows somebody else.
     */
    public CompletableFuture<Void> constrain(UUID roomId, UUID viewerId, String mid, ViewConstraints constraints) {
        return onRoom(roomId, room -> {
            room.onConstrain(viewerId, mid, constraints);
            return CompletableFuture.completedFuture(null);
        });
    }

    /**
     * Sends a participant no more than this, whatever its path carries: the size of a picture is chosen beneath it, after sound, and
     * the path is not probed beyond. Who would have to be sent nothing is sent the smallest size. Holds until the next call, as
     * long as the participant is not forgotten, besides what its offers ask for and {@link RoomLimits#viewerBitsPerSecond}.
     *
     * @param bitsPerSecond above 0; {@link Long#MAX_VALUE} for no limit of the host's
     */
    public CompletableFuture<Void> limit(UUID roomId, UUID participantId, long bitsPerSecond) {
        if (bitsPerSecond <= 0) {
            throw new IllegalArgumentException("a limit must be above 0 bits a second, got " + bitsPerSecond);
        }
        return onRoom(roomId, room -> {
            room.onLimit(participantId, bitsPerSecond);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Stops or resumes forwarding in the room; connections stay up. Once it is done, nothing is forwarded on any loop. */
    public CompletableFuture<Void> pause(UUID roomId, boolean paused) {
        return onRoom(roomId, room -> room.onPause(paused));
    }

    /** Ends one participant's transport. Its subscriptions stay, for when it comes back. */
    public CompletableFuture<Void> leave(UUID roomId, UUID participantId) {
        return onRoom(roomId, room -> room.onLeave(participantId));
    }

    /** The same for one that will not come back: its subscriptions and its share of the usage are forgotten, too. */
    public CompletableFuture<Void> forget(UUID roomId, UUID participantId) {
        return onRoom(roomId, room -> room.onForget(participantId));
    }

    /** What the server is doing. */
    public CompletableFuture<MediaStatistics> statistics() {
        Map<UUID, List<ParticipantStatistics>> collected = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (UUID roomId : rooms.keySet()) {
            all.add(onRoom(
                    roomId,
                    room -> room.onStatistics().thenAccept(participants -> collected.put(roomId, participants))));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(_ -> new MediaStatistics(
                        context.transport().statistics(),
                        context.settings().drops().snapshot(),
                        collected));
    }

    /** What each of its loops has done. */
    public CompletableFuture<List<LoopStatistics>> loops() {
        return context.transport().loopStatistics();
    }

    /** What happened to a participant, oldest first, over all of its transports until it is forgotten. */
    public CompletableFuture<List<SessionLog.Entry>> timeline(UUID roomId, UUID participantId) {
        AtomicReference<List<SessionLog.Entry>> entries = new AtomicReference<>(List.of());
        return onRoom(roomId, room -> {
                    entries.set(room.onTimeline(participantId));
                    return CompletableFuture.completedFuture(null);
                })
                .thenApply(_ -> entries.get());
    }

    /**
     * Begins to write down the headers of a participant's RTP packets, without any payload; at most some megabytes.
     *
     * @return false if it has no transport in the room
     */
    public CompletableFuture<Boolean> startCapture(UUID roomId, UUID participantId) {
        AtomicBoolean found = new AtomicBoolean();
        return onRoom(
                        roomId,
                        room -> room.onParticipant(participantId, Participant::onCaptureStart)
                                .thenAccept(found::set))
                .thenApply(_ -> found.get());
    }

    /** What was written so far: a file in the format of pcap, empty if none was begun. */
    public CompletableFuture<byte[]> capture(UUID roomId, UUID participantId) {
        AtomicReference<byte[]> file = new AtomicReference<>(new byte[0]);
        return onRoom(
                        roomId,
                        room -> room.onParticipant(participantId, participant -> file.set(participant.onCapture()))
                                .thenAccept(_ -> {}))
                .thenApply(_ -> file.get());
    }

    /** Ends that, and forgets what was written. */
    public CompletableFuture<Void> endCapture(UUID roomId, UUID participantId) {
        return onRoom(
                roomId,
                room -> room.onParticipant(participantId, Participant::onCaptureEnd)
                        .thenAccept(_ -> {}));
    }

    private CompletableFuture<Void> onRoom(UUID roomId, Function<OpenRoom, CompletableFuture<Void>> action) {
        Handle handle = rooms.get(roomId);
        return handle == null
                ? CompletableFuture.completedFuture(null)
                : handle.room().thenComposeAsync(action, handle.home()::execute);
    }

    /**
     * Ends all rooms, then the loops; returns when the port is free. Not to be called on a media loop. Closing twice does
     * nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        List.copyOf(rooms.keySet()).forEach(roomId -> ends.add(closeRoom(roomId)));
        CompletableFuture<Void> all = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, CLOSE_LIMIT_S, TimeUnit.SECONDS);
        all.join();
        context.transport().close();
    }
}
