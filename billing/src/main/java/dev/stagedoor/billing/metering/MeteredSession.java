package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as the admin console sees it.
 *
 * @param captured of the hold, before any refund
 * @param heartbeats oldest first; empty in lists
 * @param heartbeatsDeletedAt when they were, after their time; null while they are kept, and in lists
 */
public record MeteredSession(
        UUID callId,
        UUID viewerId,
        UUID performerId,
        SessionState state,
        Money perMinute,
        Increment increment,
        long billableMs,
        Money held,
        Money captured,
        Money released,
        long leaseEpoch,
        @Nullable EndReason endReason,
        boolean fault,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Heartbeat> heartbeats,
        @Nullable Instant heartbeatsDeletedAt) {
    public MeteredSession {
        heartbeats = List.copyOf(heartbeats);
    }

    /** Persisted evidence that time was delivered. */
    public record Heartbeat(int tick, long billableMs, long leaseEpoch, Instant at) {}
}
