package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.MediaGateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A media node of numbers: delivered time grows while a room flows and is not paused. Exact to the nanosecond. */
public final class FakeMedia implements MediaGateway {
    private final Timers clock;
    private final Map<UUID, Room> rooms = new HashMap<>();
    final List<String> subscriptions = new ArrayList<>();

    @Nullable
    SessionDescription lastOffer;

    boolean failing;
    private @Nullable Listener listener;

    /** @param clock what delivered time is measured with */
    public FakeMedia(Timers clock) {
        this.clock = clock;
    }

    /** Whether media flows, as far as the two clients are concerned. */
    public void flow(UUID roomId, boolean flowing) {
        room(roomId).set(clock.nanoTime(), flowing, room(roomId).paused);
    }

    /** Tells the listener how things are. */
    public void report(UUID roomId) {
        Room room = room(roomId);
        if (room.open && listener != null) {
            room.settle(clock.nanoTime());
            boolean flowing = room.flowing && !room.paused;
            listener.usage(new RoomUsage(roomId, room.deliveredNs / 1_000_000, flowing, List.of()));
        }
    }

    /** A transport comes up or goes. */
    public void transport(UUID roomId, UUID userId, boolean up) {
        if (listener != null && up) {
            listener.connected(roomId, userId);
        } else if (listener != null) {
            listener.disconnected(roomId, userId, "consent lost");
        }
    }

    boolean isPaused(UUID roomId) {
        return room(roomId).paused;
    }

    boolean isOpen(UUID roomId) {
        return rooms.containsKey(roomId) && room(roomId).open;
    }

    long deliveredMs(UUID roomId) {
        room(roomId).settle(clock.nanoTime());
        return room(roomId).deliveredNs / 1_000_000;
    }

    Set<UUID> openRooms() {
        Set<UUID> open = new HashSet<>();
        rooms.forEach((id, room) -> {
            if (room.open) {
                open.add(id);
            }
        });
        return open;
    }

    @Override
    public void openRoom(UUID roomId) {
        failIfAsked();
        room(roomId).open = true;
    }

    @Override
    public void closeRoom(UUID roomId) {
        room(roomId).set(clock.nanoTime(), false, false);
        room(roomId).open = false;
        failIfAsked();
    }

    @Override
    public Negotiation negotiate(UUID roomId, UUID participantId, SessionDescription offer) {
        failIfAsked();
        lastOffer = offer;
        return new Negotiation.Answered(new SessionDescription(
                new IceParameters("srvr", "serverserverserverserver"),
                new DtlsParameters("sha-256", offer.dtls().fingerprint(), DtlsSetup.PASSIVE),
                offer.sections(),
                List.of(new IceCandidate("1", 1, "127.0.0.1", 10000, "host"))));
    }

    @Override
    public void subscribe(UUID roomId, UUID viewerId, String mid, UUID publisherId, MediaKind kind) {
        subscriptions.add(viewerId + " " + mid + " " + publisherId + " " + kind);
    }

    @Override
    public void subscribeSize(UUID roomId, UUID viewerId, String mid, UUID publisherId, int size) {
        throw new AssertionError("calls are not passed on");
    }

    @Override
    public int sizes(UUID roomId, UUID publisherId) {
        throw new AssertionError("calls are not passed on");
    }

    @Override
    public void constrain(UUID roomId, UUID viewerId, String mid, int maxHeight, int maxTemporalLayer) {
        throw new AssertionError("a call has one size");
    }

    @Override
    public void unsubscribe(UUID roomId, UUID viewerId, String mid) {
        failIfAsked();
        subscriptions.removeIf(shown -> shown.startsWith(viewerId + " " + mid + " "));
    }

    @Override
    public SessionDescription relayOffer() {
        throw new AssertionError("calls are not pulled from elsewhere");
    }

    @Override
    public Negotiation relay(UUID roomId, UUID publisherId, SessionDescription offer, SessionDescription answer) {
        throw new AssertionError("calls are not pulled from elsewhere");
    }

    @Override
    public void pause(UUID roomId, boolean paused) {
        failIfAsked();
        room(roomId).set(clock.nanoTime(), room(roomId).flowing, paused);
    }

    @Override
    public void leave(UUID roomId, UUID participantId) {}

    @Override
    public void forget(UUID roomId, UUID participantId) {}

    @Override
    public void listen(Listener news) {
        listener = news;
    }

    private void failIfAsked() {
        if (failing) {
            throw new IllegalStateException("the media node fails, as the test wants");
        }
    }

    private Room room(UUID roomId) {
        return rooms.computeIfAbsent(roomId, _ -> new Room());
    }

    private static final class Room {
        private boolean open;
        private boolean flowing;
        private boolean paused;
        private long sinceNs;
        private long deliveredNs;

        private void set(long nowNs, boolean nowFlowing, boolean nowPaused) {
            settle(nowNs);
            flowing = nowFlowing;
            paused = nowPaused;
        }

        private void settle(long nowNs) {
            if (flowing && !paused) {
                deliveredNs += nowNs - sinceNs;
            }
            sinceNs = nowNs;
        }
    }
}
