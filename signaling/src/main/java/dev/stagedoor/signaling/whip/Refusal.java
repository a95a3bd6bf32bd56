package dev.stagedoor.signaling.whip;

/** Why something was not done. Each is counted. */
public enum Refusal {
    ROOM_NOT_FOUND,
    SESSION_NOT_FOUND,
    TOKEN_REQUIRED,
    /** Somebody else's room: only its performer publishes there. */
    NOT_YOUR_ROOM,
    /** Watching would have to be paid for, and there is no way to do that yet. */
    NOT_PUBLIC,
    /** The description cannot be read or served. */
    OFFER_REFUSED,
    /** One publisher a room. */
    PUBLISHER_PRESENT,
    /** {@link WhipSettings#viewersPerRoom}. */
    ROOM_FULL,
    /** {@link WhipSettings#sessions}. */
    SERVER_FULL,
    STOPPING,
    /** A PATCH must say which ICE session it means. */
    PRECONDITION_REQUIRED,
    /** A PATCH means an ICE session that is over. */
    PRECONDITION_FAILED,
    FRAGMENT_MALFORMED
}
