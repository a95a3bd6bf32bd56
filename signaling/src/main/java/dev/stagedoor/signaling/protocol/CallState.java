package dev.stagedoor.signaling.protocol;

/** The states of a call, in the order they are passed through. */
public enum CallState {
    /** Asked for; the coins for its minimum are being held. */
    REQUESTED,
    /** The performer is told and may accept or decline. */
    RINGING,
    /** Accepted; both sides connect their media. Nothing is charged yet. */
    CONNECTING,
    /** Media has flowed both ways: the clock runs while it does. */
    ACTIVE,
    /** Over, and settled or about to be. */
    ENDED
}
