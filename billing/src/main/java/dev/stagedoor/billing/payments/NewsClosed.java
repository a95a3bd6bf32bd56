package dev.stagedoor.billing.payments;

/** How closing news that was kept aside ended. */
public enum NewsClosed {
    DONE,
    /** There is no such news, or deciding on it again would settle it, or the note is none. */
    MISSING,
    /** It concerns whoever would close it; nothing changed. */
    OWN_CASE
}
