package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;

/** How a hold ended. */
public sealed interface HoldOutcome {
    /** The coins are reserved. */
    record Held(Money amount) implements HoldOutcome {}

    /** The viewer has less than the minimum; nothing was reserved. */
    record InsufficientFunds(Money required, Money available) implements HoldOutcome {}

    /** The viewer does not allow themselves that; nothing was reserved. */
    record Limited(SpendRefusal why) implements HoldOutcome {}

    /** The quote is unknown, too old, or was used for another call. */
    record QuoteExpired() implements HoldOutcome {}

    /** One of the two is already in a paid call. */
    record Busy() implements HoldOutcome {}

    /** The show that was to be looked on at, or joined, does not run. */
    record ShowOver() implements HoldOutcome {}
}
