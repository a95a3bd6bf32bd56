package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;

/** How a tip ended. */
public sealed interface TipOutcome {
    /** @param repeated the same tip had been posted before; nothing moved now */
    record Posted(Money available, boolean repeated) implements TipOutcome {}

    /** The viewer has less than the amount; nothing moved. */
    record InsufficientFunds(Money required, Money available) implements TipOutcome {}

    /** The viewer does not allow themselves that; nothing moved. */
    record Limited(SpendRefusal why) implements TipOutcome {}

    /** The id was used before with other content; nothing moved. */
    record Conflict() implements TipOutcome {}
}
