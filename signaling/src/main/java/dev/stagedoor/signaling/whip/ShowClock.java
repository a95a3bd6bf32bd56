package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.ShowDesk.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How long a show has been delivered: the time in which its performer's media came in and, while anybody was there to see it,
 * went out to somebody. That nobody came is not the performer's fault; that nothing reached those who came is ours.
 *
 * <p>It goes on where the desk's figure stands, so that a show may be interrupted. Guarded by its monitor.
 */
final class ShowClock {
    private final UUID showId;
    private final UUID publisherId;
    private final long deliverMs;
    private final long reportEveryMs;
    private final Map<UUID, Long> seenMs = new HashMap<>();
    private long totalMs;
    private long reportedMs;

    ShowClock(Event show, UUID publisherId, long reportEveryMs) {
        this.showId = show.eventId();
        this.publisherId = publisherId;
        this.deliverMs = show.deliverMs();
        this.reportEveryMs = reportEveryMs;
        this.totalMs = show.deliveredMs();
        this.reportedMs = show.deliveredMs();
    }

    UUID showId() {
        return showId;
    }

    /** Takes a report; whether the desk should hear of it: the first moment, the one that earns the tickets, and now and then. */
    synchronized boolean advance(RoomUsage usage) {
        long sentMs = 0;
        boolean anybody = false;
        boolean seen = false;
        Set<UUID> present = new HashSet<>(Set.of(publisherId));
        for (LegUsage leg : usage.legs()) {
            present.add(leg.participantId());
            if (leg.participantId().equals(publisherId)) {
                sentMs = growth(publisherId, leg.receivedMs());
            } else {
                anybody = true;
                seen |= growth(leg.participantId(), leg.deliveredMs()) > 0;
            }
        }
        seenMs.keySet().retainAll(present);
        if (seen || !anybody) {
            totalMs += sentMs;
        }
        boolean begins = reportedMs == 0 && totalMs > 0;
        boolean earns = reportedMs < deliverMs && totalMs >= deliverMs;
        return begins || earns || totalMs - reportedMs >= reportEveryMs;
    }

    /** Since the last report of this leg; a leg that counts from zero again has grown by all that it shows. */
    private long growth(UUID participantId, long nowMs) {
        long beforeMs = seenMs.getOrDefault(participantId, 0L);
        seenMs.put(participantId, nowMs);
        return nowMs >= beforeMs ? nowMs - beforeMs : nowMs;
    }

    synchronized long totalMs() {
        return totalMs;
    }

    /** Whether the desk has not heard of all of it. */
    synchronized boolean isBehind() {
        return totalMs > reportedMs;
    }

    synchronized void reported(long ms) {
        reportedMs = Math.max(reportedMs, ms);
    }
}
