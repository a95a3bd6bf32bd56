package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to; written once, never changed.
 *
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
        CallKind kind,
        Increment increment,
        Money perMinute,
        long deliveredMs,
        long chargedMs,
        Money charged,
        Money tips,
        Money earned,
        EndReason reason,
        boolean fault,
        @Nullable Instant startedAt,
        Instant endedAt) {}
