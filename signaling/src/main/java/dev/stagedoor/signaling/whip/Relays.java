package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.Negotiation;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.sdp.SdpParser;
import dev.stagedoor.signaling.sdp.SdpWriter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is published on other servers here while somebody watches it and a moment longer, once for all who do. To those who watch, the
 * publisher is in their room; it is the media node that reaches out, and to the other server this one is a viewer.
 *
 * <p>A server is let in only where there is something to see: what has no publisher and no link is not promised to it, so
 * that it goes on to the next server on its list. For the same reason it is sent away when the publisher or the link goes.
 */
final class Relays {
    private static final Logger LOG = LoggerFactory.getLogger(Relays.class);

    private final MediaGateway media;
    private final NodeLinks links;
    private final NodeSettings settings;
    private final Outside outside;
    private final ToIntFunction<LiveRoom> hopsBehind;
    private final Consumer<LiveRoom> dry;
    private final Map<UUID, Relay> byPublisher = new ConcurrentHashMap<>();

    /**
     * @param hopsBehind how many links there are from a room to the last who watch, at most
     * @param dry told of a room whose link is lost
     */
    Relays(
            MediaGateway media,
            NodeLinks links,
            NodeSettings settings,
            Outside outside,
            ToIntFunction<LiveRoom> hopsBehind,
            Consumer<LiveRoom> dry) {
        this.media = media;
        this.links = links;
        this.settings = settings;
        this.outside = outside;
        this.hopsBehind = hopsBehind;
        this.dry = dry;
    }

    /**
     * Null if a server may have what is published in the room, or would be if this one pulled it. Does not wait: of two
     * servers that ask each other, one must say no.
     */
    @Nullable
    Refusal refusal(@Nullable LiveRoom room, int hops) {
        boolean published = room != null && room.hasPublisher();
        if (!published && !areThere()) {
            return Refusal.NOT_PUBLISHED;
        }
        return depth(room) + hops > settings.depth() ? Refusal.TOO_MANY_LINKS : null;
    }

    /** Pulls for a server what is not published here; null if it is here then, near enough. Blocks. */
    @Nullable
    Refusal bring(LiveRoom room, int hops) {
        if (!room.hasPublisher()) {
            Relay relay = byPublisher.computeIfAbsent(room.publisherId(), _ -> new Relay(room));
            pull(relay);
            if (!relay.isUp()) {
                return Refusal.NOT_PUBLISHED;
            }
        }
        return refusal(room, hops);
    }

    /** Whether there are servers to ask. */
    boolean areThere() {
        return !settings.origins().isEmpty();
    }

    /** How many links the room's publisher is away from here, or will be at least once it is pulled. */
    int depth(@Nullable LiveRoom room) {
        if (room == null) {
            return 1;
        }
        Relay relay = byPublisher.get(room.publisherId());
        return room.hasPublisher() ? 0 : relay == null ? 1 : relay.depth();
    }

    /** Links that are up. */
    int count() {
        return (int) byPublisher.values().stream().filter(Relay::isUp).count();
    }

    /** People watch. */
    void onViewer(LiveRoom room) {
        if (!areThere() || room.hasPublisher()) {
            return;
        }
        Relay relay = byPublisher.computeIfAbsent(room.publisherId(), _ -> new Relay(room));
        if (relay.keep()) {
            outside.executor().execute(() -> pullUntilUp(relay));
        }
    }

    /** Whether the room's link is worth keeping for a moment when nobody watches it any more. */
    boolean lingers(LiveRoom room) {
        Relay relay = byPublisher.get(room.publisherId());
        return settings.linger().isPositive() && relay != null && relay.isUp();
    }

    /** Wakes when it was kept long enough. */
    void afterLinger(Runnable task) {
        outside.later().accept(settings.linger(), () -> outside.executor().execute(task));
    }

    /** Nobody watches any more, or somebody publishes here. */
    void end(LiveRoom room) {
        Relay relay = byPublisher.remove(room.publisherId());
        String session = relay == null ? null : relay.end();
        if (session != null) {
            outside.executor().execute(() -> links.end(session));
        }
    }

    /** The link of this publisher is gone, if it has one. */
    void onDisconnected(UUID publisherId) {
        Relay relay = byPublisher.get(publisherId);
        if (relay != null) {
            LOG.warn("the link for room {} is lost", relay.room().name());
            relay.lost();
            dry.accept(relay.room());
            pullLater(relay);
        }
    }

    private void pullLater(Relay relay) {
        if (relay.isMissed()) {
            outside.later().accept(settings.retry(), () -> outside.executor().execute(() -> pullUntilUp(relay)));
        }
    }

    private void pullUntilUp(Relay relay) {
        pull(relay);
        pullLater(relay);
    }

    /** Asks around, once. */
    private void pull(Relay relay) {
        if (!relay.startAsking()) {
            return;
        }
        try {
            for (String node : settings.origins()) {
                if (relay.isWanting()) {
                    pull(relay, node);
                }
            }
        } finally {
            relay.stopAsking();
        }
    }

    private void pull(Relay relay, String node) {
        LiveRoom room = relay.room();
        SessionDescription offer = media.relayOffer();
        switch (links.pull(node, room.name(), hopsBehind.applyAsInt(room) + 1, SdpWriter.offer(offer))) {
            case NodeLinks.Pulled.Refused(String reason) -> {
                if (relay.isNews(node, reason)) {
                    LOG.info("{} does not give room {}: {}", node, room.name(), reason);
                }
            }
            case NodeLinks.Pulled.Answered(String session, int depth, String answer) -> {
                String fault = begin(relay, session, depth + 1, offer, answer);
                if (fault == null) {
                    LOG.info("room {} is pulled from {}", room.name(), node);
                } else {
                    LOG.info("room {} is not pulled from {}: {}", room.name(), node, fault);
                    links.end(session);
                }
            }
        }
    }

    /** Null if there is a link now, else why not. */
    private @Nullable String begin(Relay relay, String session, int depth, SessionDescription offer, String text) {
        LiveRoom room = relay.room();
        return switch (SdpParser.parseAnswer(text)) {
            case SdpParser.Refused(String reason) -> "its answer cannot be read, " + reason;
            case SdpParser.Parsed(SdpParser.Offer answer) ->
                relay.begin(
                                session,
                                depth,
                                () -> media.relay(room.roomId(), room.publisherId(), offer, answer.description())
                                        instanceof Negotiation.Answered)
                        ? null
                        : "it is no longer wanted, or its answer does not fit";
        };
    }
}
