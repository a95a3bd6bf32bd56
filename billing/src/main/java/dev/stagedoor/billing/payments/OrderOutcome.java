package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.SpendRefusal;

/** How an order ended. */
public sealed interface OrderOutcome {
    /** The order, new or the one the same key gave before. */
    record Created(Order order) implements OrderOutcome {}

    /** Not on sale, or no payment provider is switched on. */
    record UnknownPackage() implements OrderOutcome {}

    /** The provider did not answer; the same order may be tried again. */
    record ProviderUnavailable() implements OrderOutcome {}

    /** The buyer does not allow themselves that. */
    record Limited(SpendRefusal why) implements OrderOutcome {}

    /** The key was used before for another package. */
    record Conflict() implements OrderOutcome {}
}
