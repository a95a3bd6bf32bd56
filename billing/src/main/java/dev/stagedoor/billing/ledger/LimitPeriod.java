package dev.stagedoor.billing.ledger;

import java.time.Duration;

/** How far back a limit looks from any moment; no midnight at which it starts anew. */
public enum LimitPeriod {
    DAY(1),
    WEEK(7),
    MONTH(30);

    private final int days;

    LimitPeriod(int days) {
        this.days = days;
    }

    /** Its length. */
    public Duration length() {
        return Duration.ofDays(days);
    }
}
