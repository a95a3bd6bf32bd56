package dev.stagedoor.billing.pricing;

/** The chargeable piece of time: a minute begun is a minute charged, or each second begun, or the whole session at once. */
public enum Increment {
    MINUTE,
    SECOND,
    SESSION
}
