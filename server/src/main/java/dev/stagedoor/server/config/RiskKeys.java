package dev.stagedoor.server.config;

import java.util.List;

/** Settings of what looks like fraud: from where on a person looks at it. */
public final class RiskKeys {
    public static final Key<Integer> RETURNED_GIFTS = Key.integer(
            "risk.returned-gifts",
            5,
            1,
            10_000,
            "Gifts each way between two accounts within an hour; more are flagged.");
    public static final Key<Integer> SPIKE_SIGMAS = Key.integer(
            "risk.spike-sigmas",
            3,
            1,
            1_000,
            "Standard deviations above the mean of thirty days; a viewer who spends more in a day is flagged.");
    public static final Key<Integer> SPIKE_FLOOR = Key.integer(
            "risk.spike-floor", 2_000, 0, 1_000_000_000, "Coins a day up to which nobody's spending is flagged.");
    public static final Key<Integer> NEWCOMER_FLOOR = Key.integer(
            "risk.newcomer-floor",
            10_000,
            0,
            1_000_000_000,
            "The same for viewers who have spent for less than a week, in coins.");
    public static final Key<Integer> ACCOUNTS_OF_DEVICE = Key.integer(
            "risk.accounts-of-device", 3, 1, 10_000, "Accounts that may sign in with one browser; more are flagged.");
    public static final Key<Integer> ACCOUNTS_OF_CARD = Key.integer(
            "risk.accounts-of-card", 2, 1, 10_000, "Accounts that may pay with one card; more are flagged.");
    public static final Key<Integer> CARD_TRIES = Key.integer(
            "risk.card-tries", 5, 1, 10_000, "Declined payments of an account within an hour; more are flagged.");
    public static final Key<Integer> CASH_OUT_PERCENT = Key.integer(
            "risk.cash-out-percent",
            80,
            1,
            100,
            "Percent of what could be paid out; a payout of so much is held if a newcomer gave more than risk.newcomer-percent of it.");
    public static final Key<Integer> NEWCOMER_PERCENT = Key.integer(
            "risk.newcomer-percent",
            50,
            0,
            100,
            "Percent of what a payee earned in the days before, given by one newcomer; 100 holds no payout for that.");
    public static final Key<Integer> CASH_OUT_FLOOR = Key.integer(
            "risk.cash-out-floor",
            2_000,
            0,
            1_000_000_000,
            "Coins of that newcomer's from which on it is worth looking at.");

    static final List<Key<?>> ALL = List.of(
            RETURNED_GIFTS,
            SPIKE_SIGMAS,
            SPIKE_FLOOR,
            NEWCOMER_FLOOR,
            ACCOUNTS_OF_DEVICE,
            ACCOUNTS_OF_CARD,
            CARD_TRIES,
            CASH_OUT_PERCENT,
            NEWCOMER_PERCENT,
            CASH_OUT_FLOOR);

    private RiskKeys() {}
}
