package dev.stagedoor.benchmarks.node;

import dev.stagedoor.media.MediaSection;
import dev.stagedoor.media.MediaServer;
import dev.stagedoor.media.Negotiation;
import dev.stagedoor.media.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Rooms by name, one publisher each, who may come before or after the viewers: a room's publisher has an id that follows from
 * the name. Safe on any thread; keeps nothing, because the media server does.
 */
final class NodeRooms {
    private final MediaServer media;

    NodeRooms(MediaServer media) {
        this.media = media;
    }

    /** The publisher's offer; a second publisher takes the first one's place. */
    CompletableFuture<Negotiation> publish(String room, SessionDescription offer) {
        return join(roomId(room), publisherId(room), offer);
    }

    /** A viewer's offer: each of its sections that receives shows the publisher. */
    CompletableFuture<Negotiation> view(String room, UUID viewer, SessionDescription offer) {
        return join(roomId(room), viewer, offer).thenCompose(outcome -> {
            var subscriptions = offer.sections().stream()
                    .filter(section -> section.direction().receives())
                    .map(section -> subscribe(room, viewer, section))
                    .toArray(CompletableFuture[]::new);
            return CompletableFuture.allOf(subscriptions).thenApply(_ -> outcome);
        });
    }

    void leave(String room, UUID participant, Consumer<Throwable> onFailure) {
        var _ = media.leave(roomId(room), participant).exceptionally(e -> {
            onFailure.accept(e);
            return null;
        });
    }

    static UUID publisherId(String room) {
        return id("publisher of " + room);
    }

    private CompletableFuture<Negotiation> join(UUID room, UUID participant, SessionDescription offer) {
        return media.openRoom(room)
                .thenCompose(open -> open
                        ? media.negotiate(room, participant, offer)
                        : CompletableFuture.completedFuture(new Negotiation.Refused("no room is free")));
    }

    private CompletableFuture<Void> subscribe(String room, UUID viewer, MediaSection section) {
        return media.subscribe(roomId(room), viewer, section.mid(), publisherId(room), section.kind());
    }

    private static UUID roomId(String room) {
        return id("room " + room);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
