package dev.stagedoor.billing.shows;

/** One of the two who agreed on a booking. */
public enum Party {
    VIEWER,
    PERFORMER
}
