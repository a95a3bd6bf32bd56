package dev.stagedoor.billing.ledger;

import org.jspecify.annotations.Nullable;

/** Where coins came from, in the order in which they are used up: what expires soonest goes first. */
public enum LotClass {
    PROMO(30),
    BONUS(90),
    SUBSCRIPTION(null),
    REFUND(null),
    /** Bought; expires with the account's inactivity only, so it carries no date. */
    PAID(null);

    private final @Nullable Integer lifeDays;

    LotClass(@Nullable Integer lifeDays) {
        this.lifeDays = lifeDays;
    }

    /** Days from grant to expiry by default, null for never. */
    public @Nullable Integer lifeDays() {
        return lifeDays;
    }
}
