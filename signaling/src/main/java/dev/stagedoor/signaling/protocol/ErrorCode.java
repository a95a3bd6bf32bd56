package dev.stagedoor.signaling.protocol;

/** Why a message is refused. The names are on the wire and stay; REST uses the same words in {@code code}. */
public enum ErrorCode {
    /** Not JSON, not a known type, or a field missing, unknown or out of range; see {@code pointer}. */
    INVALID_REQUEST,
    /** Something other than {@code hello} before a {@code hello} was answered, or a token that is not ours. */
    UNAUTHENTICATED,
    /** A genuine token whose time is over: refresh it and say hello again. */
    TOKEN_EXPIRED,
    /** Known and signed in, but not the one who may do this. */
    FORBIDDEN,
    /** No such person. */
    NOT_FOUND,
    /** What was asked does not fit the present state, or an id was used before for something else. */
    CONFLICT,
    /** Calling oneself. */
    SELF_CALL,
    /** The performer takes no calls now (offline or away). */
    PERFORMER_OFFLINE,
    /** The performer is in another call. */
    PERFORMER_BUSY,
    /** The viewer is in another call. */
    VIEWER_BUSY,
    /** Fewer coins than the call's minimum, or than the tip. */
    INSUFFICIENT_FUNDS,
    /** As many calls as there are in a day for whoever has never bought coins; {@code detail} says when there are more. */
    FREE_CALLS_USED_UP,
    /** The quote is unknown, somebody else's, or older than a minute. */
    QUOTE_EXPIRED,
    /** No such call, or not one of the asker's. */
    CALL_NOT_FOUND,
    /** The offer cannot be answered; {@code detail} says which line is at fault. */
    SDP_REFUSED,
    /** More messages than allowed in the time. */
    RATE_LIMITED,
    /** The server is stopping and begins nothing new, or its database does not answer: the same again in a moment. */
    UNAVAILABLE,
    /** Our fault; the server's log knows more. */
    INTERNAL
}
