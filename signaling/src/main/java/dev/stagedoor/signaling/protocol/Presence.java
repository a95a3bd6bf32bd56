package dev.stagedoor.signaling.protocol;

/** Whether a performer can be called now. */
public enum Presence {
    ONLINE,
    /** In a call; set by the server only. */
    BUSY,
    AWAY,
    OFFLINE
}
