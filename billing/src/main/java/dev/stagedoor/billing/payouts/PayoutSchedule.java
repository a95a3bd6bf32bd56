package dev.stagedoor.billing.payouts;

/** How often a payee is paid without asking. */
public enum PayoutSchedule {
    ON_REQUEST,
    DAILY,
    WEEKLY
}
