package dev.stagedoor.billing.risk;

import java.time.Duration;

/** What is looked for. Names are kept in the database and never change. */
public enum RiskKind {
    /** Two accounts give each other coins. Measured: gifts that came back within an hour. */
    GIFT_LOOP(Duration.ofHours(1)),
    /** An account spends far more in a day than in the thirty days before. Measured: coins of the day, in thousandths. */
    SPEND_SPIKE(Duration.ofDays(1)),
    /** Many accounts sign in with one browser. Measured: accounts. */
    SHARED_DEVICE(Duration.ofDays(90)),
    /** Many accounts pay with one card. Measured: accounts. */
    SHARED_CARD(Duration.ofDays(90)),
    /** Payments of an account are declined one after the other. Measured: declined payments within an hour. */
    CARD_TRIES(Duration.ofHours(1)),
    /** What a newcomer gave is paid out as soon as it may be. Measured: the newcomer's part of what was earned, in per cent. */
    QUICK_CASH_OUT(Duration.ofDays(7));

    private final Duration quiet;

    RiskKind(Duration quiet) {
        this.quiet = quiet;
    }

    /** For how long a decision also covers what comes after it, unless more is measured than was decided on. */
    public Duration quiet() {
        return quiet;
    }
}
