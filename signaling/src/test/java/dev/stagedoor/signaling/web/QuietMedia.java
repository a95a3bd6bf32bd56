package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.MediaGateway;
import java.util.UUID;

/** A media node where nothing ever happens. */
final class QuietMedia implements MediaGateway {
    @Override
    public void openRoom(UUID roomId) {}

    @Override
    public void closeRoom(UUID roomId) {}

    @Override
    public Negotiation negotiate(UUID roomId, UUID participantId, SessionDescription offer) {
        return new Negotiation.Refused("there is no media here");
    }

    @Override
    public void subscribe(UUID roomId, UUID viewerId, String mid, UUID publisherId, MediaKind kind) {}

    @Override
    public void subscribeSize(UUID roomId, UUID viewerId, String mid, UUID publisherId, int size) {}

    @Override
    public int sizes(UUID roomId, UUID publisherId) {
        return 0;
    }

    @Override
    public void constrain(UUID roomId, UUID viewerId, String mid, int maxHeight, int maxTemporalLayer) {}

    @Override
    public void unsubscribe(UUID roomId, UUID viewerId, String mid) {}

    @Override
    public SessionDescription relayOffer() {
        throw new AssertionError("nobody watches what others publish");
    }

    @Override
    public Negotiation relay(UUID roomId, UUID publisherId, SessionDescription offer, SessionDescription answer) {
        throw new AssertionError("nobody watches what others publish");
    }

    @Override
    public void pause(UUID roomId, boolean paused) {}

    @Override
    public void leave(UUID roomId, UUID participantId) {}

    @Override
    public void forget(UUID roomId, UUID participantId) {}

    @Override
    public void listen(Listener listener) {}
}
