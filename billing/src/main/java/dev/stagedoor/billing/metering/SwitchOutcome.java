package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Money;

/** How a wish for the other medium ended. */
public sealed interface SwitchOutcome {
    /** The session carries that medium from here on, or did already; its price is in the reading. */
    record Switched(MeterReading reading) implements SwitchOutcome {}

    /** The coins do not pay for another rate unit of the dearer medium; everything stays as it was. */
    record InsufficientFunds(Money required, Money available) implements SwitchOutcome {}

    /** The clock does not run here, or the medium was not offered. */
    record NotPossible() implements SwitchOutcome {}
}
