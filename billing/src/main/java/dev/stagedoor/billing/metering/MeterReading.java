package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a usage report came to.
 *
 * @param kind what the session carries; null if there is none here, or while a switch is doubtful because the database
 *     did not answer
 * @param billableMs the cumulative figure that was accepted
 * @param charged coins due for it; captured already or safe inside the hold
 * @param earned what the performer has earned by that, in the payout currency
 * @param spendable coins the viewer still has outside this call's hold
 * @param remainingMs billable time until the coins run out, hold and balance together
 * @param endAtMs the cumulative figure up to which the hold pays: forwarding pauses there unless a later reading says more
 */
public record MeterReading(
        @Nullable CallKind kind,
        long billableMs,
        Money charged,
        Money earned,
        Money spendable,
        long remainingMs,
        long endAtMs,
        Funding funding) {}
