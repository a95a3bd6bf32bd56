package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.Product;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a session came to; written once, never changed.
 *
 * @param kind what it carried at first
 * @param perMinute coins for one rate unit of that
 * @param parts one for each medium in turn; their time and coins add up to the whole
 * @param deliveredMs billable milliseconds delivered to both sides
 * @param chargedMs the part of time that was charged: whole increments, or whole seconds after a fault
 * @param charged coins for the time, without tips
 * @param tips coins given during the call
 * @param earned what the performer got for both, in the payout currency
 * @param fault settled by recovery because the node that metered it was lost
 * @param startedAt by the database's clock; null if the clock never ran
 */
public record Receipt(
        UUID callId,
        UUID viewerId,
        UUID performerId,
        Product product,
        CallKind kind,
        Increment increment,
        Money perMinute,
        List<Part> parts,
        long deliveredMs,
        long chargedMs,
        Money charged,
        Money tips,
        Money earned,
        EndReason reason,
        boolean fault,
        @Nullable Instant startedAt,
        Instant endedAt) {
    public Receipt {
        parts = List.copyOf(parts);
    }

    /**
     * Time in one medium.
     *
     * @param charged what the counter rose by in it; a minute begun before the switch is in the part that began it
     */
    public record Part(CallKind kind, Money perMinute, long deliveredMs, Money charged) {}
}
