package dev.stagedoor.signaling.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stagedoor.signaling.calls.EventSink;
import dev.stagedoor.signaling.protocol.ServerEvent.TipReceived;
import java.util.Set;
import java.util.UUID;

/** Tells of what was given, once for each: to the performer, as a confirmation to the giver, and to whoever looks on. */
final class Announcements {
    /** Repeats come within seconds; a repeat after this many others would be announced again, never booked again. */
    private static final long KEPT = 100_000;

    private final EventSink events;
    private final Cache<Key, Boolean> made =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    Announcements(EventSink events) {
        this.events = events;
    }

    /** Words that are for the performer alone are in no other's copy. */
    void make(UUID viewerId, UUID performerId, Set<UUID> onlookers, TipReceived event) {
        if (made.asMap().putIfAbsent(new Key(viewerId, event.tipId()), true) != null) {
            return;
        }
        events.toUser(performerId, event);
        TipReceived open = event.toViewer();
        events.toUser(viewerId, open);
        for (UUID onlooker : onlookers) {
            if (!onlooker.equals(viewerId) && !onlooker.equals(performerId)) {
                events.toUser(onlooker, open);
            }
        }
    }

    /** Clients choose ids, so two of them may choose the same. */
    private record Key(UUID viewerId, UUID tipId) {}
}
