package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaBrowser.Event;
import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.sdp.SdpParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A media node that takes whatever fits and remembers who is where. Each negotiation gets credentials of its own. */
public final class OpenMedia implements MediaGateway {
    /** Payload type of a codec that it does not know. */
    public static final int UNKNOWN_CODEC = 99;

    final Map<UUID, Set<UUID>> rooms = new HashMap<>();
    final List<Subscription> subscriptions = new ArrayList<>();
    final List<Constraint> constraints = new ArrayList<>();
    final List<SessionDescription> offers = new ArrayList<>();
    /** The first answer of another server. */
    public final CompletableFuture<SessionDescription> relayed = new CompletableFuture<>();

    private final List<Listener> listeners = new ArrayList<>();
    private int negotiations;
    /** How many sizes every publisher sends. */
    int sizes = 1;

    boolean broken;

    /** What a test does, or waits for, before the node does what it is asked; by the name of the method. */
    final Map<String, Runnable> before = new ConcurrentHashMap<>();

    record Subscription(UUID roomId, UUID viewerId, String mid, UUID publisherId, MediaKind kind) {}

    record Constraint(UUID roomId, UUID viewerId, String mid, int maxHeight, int maxTemporalLayer) {}

    /** The only participant there is. */
    UUID onlyParticipant() {
        return rooms.values().iterator().next().iterator().next();
    }

    /** Whether a participant has a transport. */
    synchronized boolean isThere(UUID participantId) {
        return rooms.values().stream().anyMatch(present -> present.contains(participantId));
    }

    /** Ids of the rooms that are open. */
    public synchronized Set<UUID> openRooms() {
        return Set.copyOf(rooms.keySet());
    }

    /** Who is in one, in the order of coming. */
    public synchronized List<UUID> participantsOf(UUID roomId) {
        return List.copyOf(rooms.getOrDefault(roomId, Set.of()));
    }

    /** Tells usage of a room: milliseconds of each leg in the order they came, what it sent and what it was sent. */
    void report(UUID roomId, LegUsage... legs) {
        RoomUsage usage = new RoomUsage(roomId, 0, false, List.of(legs));
        List.copyOf(listeners).forEach(each -> each.usage(usage));
    }

    /** From now on it fails at this method; {@link #before} without it heals the node. */
    void failAt(String method) {
        before.put(method, () -> {
            throw new IllegalStateException("the media node does not answer to " + method + ", as the test wants");
        });
    }

    /** Nothing is held meanwhile: others may ask as well. */
    private void before(String method) {
        before.getOrDefault(method, () -> {}).run();
    }

    /** A room is closed, and this is what the node saw of it. */
    public void forgets(UUID roomId, Map<UUID, List<Event>> timelines) {
        List.copyOf(listeners).forEach(each -> each.closed(roomId, timelines));
    }

    /** The transport of a participant ends by itself. */
    void lose(UUID participantId) {
        UUID roomId = rooms.entrySet().stream()
                .filter(room -> room.getValue().remove(participantId))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        List.copyOf(listeners).forEach(each -> each.disconnected(roomId, participantId, "CONSENT_LOST"));
    }

    @Override
    public void openRoom(UUID roomId) {
        before("openRoom");
        synchronized (this) {
            rooms.computeIfAbsent(roomId, _ -> new LinkedHashSet<>());
        }
    }

    @Override
    public void closeRoom(UUID roomId) {
        before("closeRoom");
        synchronized (this) {
            rooms.remove(roomId);
        }
    }

    @Override
    public Negotiation negotiate(UUID roomId, UUID participantId, SessionDescription offer) {
        before("negotiate");
        return join(roomId, participantId, offer);
    }

    private synchronized Negotiation join(UUID roomId, UUID participantId, SessionDescription offer) {
        if (broken) {
            throw new IllegalStateException("the media node is broken, as the test wants");
        }
        offers.add(offer);
        rooms.getOrDefault(roomId, Set.of()).add(participantId);
        return new Negotiation.Answered(new SessionDescription(
                new IceParameters("srv" + ++negotiations, "serverserverserverserver"),
                new DtlsParameters("sha-256", offer.dtls().fingerprint(), DtlsSetup.PASSIVE),
                offer.sections().stream().map(OpenMedia::answer).toList(),
                List.of(new IceCandidate("1", 1, "127.0.0.1", 10_000, "host"))));
    }

    private static MediaSection answer(MediaSection offered) {
        boolean known = offered.codecs().stream().anyMatch(codec -> codec.payloadType() != UNKNOWN_CODEC);
        Direction direction = offered.direction() == Direction.SENDONLY ? Direction.RECVONLY : Direction.SENDONLY;
        return new MediaSection(
                offered.mid(),
                offered.kind(),
                direction,
                offered.rejected() || !known,
                offered.codecs(),
                offered.headerExtensions(),
                List.of(),
                List.of(),
                "",
                "",
                MediaGateway.Bandwidth.UNLIMITED);
    }

    @Override
    public synchronized void subscribeSize(UUID roomId, UUID viewerId, String mid, UUID publisherId, int size) {
        subscriptions.add(new Subscription(roomId, viewerId, mid + " size " + size, publisherId, MediaKind.VIDEO));
    }

    @Override
    public synchronized int sizes(UUID roomId, UUID publisherId) {
        return rooms.getOrDefault(roomId, Set.of()).contains(publisherId) ? sizes : 0;
    }

    @Override
    public synchronized void constrain(UUID roomId, UUID viewerId, String mid, int maxHeight, int maxTemporalLayer) {
        constraints.add(new Constraint(roomId, viewerId, mid, maxHeight, maxTemporalLayer));
    }

    @Override
    public void unsubscribe(UUID roomId, UUID viewerId, String mid) {
        throw new AssertionError("a live room shows what there is");
    }

    @Override
    public synchronized void subscribe(UUID roomId, UUID viewerId, String mid, UUID publisherId, MediaKind kind) {
        subscriptions.add(new Subscription(roomId, viewerId, mid, publisherId, kind));
    }

    @Override
    public SessionDescription relayOffer() {
        String sections = HttpOffers.of(
                HttpOffers.section("audio", "0", "111 opus/48000/2", "recvonly"),
                HttpOffers.section("video", "1", "96 VP8/90000", "recvonly"),
                HttpOffers.section("video", "2", "96 VP8/90000", "recvonly"));
        return ((SdpParser.Parsed) SdpParser.parse(sections)).offer().description();
    }

    @Override
    public synchronized Negotiation relay(
            UUID roomId, UUID publisherId, SessionDescription offer, SessionDescription answer) {
        if (!rooms.containsKey(roomId)) {
            return new Negotiation.Refused("room " + roomId + " is not open");
        }
        rooms.get(roomId).add(publisherId);
        relayed.complete(answer);
        return new Negotiation.Answered(answer);
    }

    @Override
    public void pause(UUID roomId, boolean paused) {
        throw new AssertionError("what is not billed is never paused");
    }

    @Override
    public void leave(UUID roomId, UUID participantId) {
        before("leave");
        remove(roomId, participantId);
    }

    private synchronized void remove(UUID roomId, UUID participantId) {
        rooms.getOrDefault(roomId, Set.of()).remove(participantId);
    }

    @Override
    public void forget(UUID roomId, UUID participantId) {
        before("forget");
        removeForGood(roomId, participantId);
    }

    private synchronized void removeForGood(UUID roomId, UUID participantId) {
        remove(roomId, participantId);
        subscriptions.removeIf(subscription -> subscription.viewerId().equals(participantId));
    }

    @Override
    public synchronized void listen(Listener listener) {
        listeners.add(listener);
    }
}
