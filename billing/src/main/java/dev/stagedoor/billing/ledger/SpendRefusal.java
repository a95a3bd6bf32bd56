package dev.stagedoor.billing.ledger;

import java.time.Instant;

/** Why a person may not spend, by their own wish. */
public sealed interface SpendRefusal {
    /** Shut out until then. */
    record Excluded(Instant until) implements SpendRefusal {}

    /**
     * It would be more than they allow themselves.
     *
     * @param limit for any such period that ends now
     * @param left of it before this
     */
    record OverLimit(LimitPeriod period, Money limit, Money left) implements SpendRefusal {}
}
