package dev.stagedoor.billing.subscriptions;

import java.time.Instant;
import java.util.UUID;

/**
 * A month that was paid for; its coins wait in escrow until it is over.
 *
 * @param monthId under which the database remembers which coins they are
 * @param plan under which it was paid
 */
public record PaidMonth(
        UUID monthId, UUID subscriptionId, int number, Plan plan, long priceMinor, Instant startsAt, Instant endsAt) {
    /** Coins for the time that is left, rounded down. */
    long unusedMinor(Instant now) {
        long wholeMs = endsAt.toEpochMilli() - startsAt.toEpochMilli();
        long leftMs = Math.clamp(endsAt.toEpochMilli() - now.toEpochMilli(), 0, wholeMs);
        return Math.multiplyExact(priceMinor, leftMs) / wholeMs;
    }
}
