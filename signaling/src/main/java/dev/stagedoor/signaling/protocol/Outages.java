package dev.stagedoor.signaling.protocol;

/**
 * Port: tells a database that is away from a fault of ours, and says the same about it to everybody. Nobody but the stores
 * knows what databases throw.
 */
@FunctionalInterface
public interface Outages {
    /** What REST and the socket say; every request may be sent again, because each takes effect once. */
    String WORDS = "The database does not answer. Send the same again in a moment; it takes effect once.";

    /** Whether somebody ran into a database that is away or overwhelmed. */
    boolean isBehind(Throwable failure);

    /** The answer to a message that failed. */
    default Answer answer(Throwable failure) {
        return isBehind(failure)
                ? Answer.refused(ErrorCode.UNAVAILABLE, WORDS)
                : Answer.refused(ErrorCode.INTERNAL, "failed; the server's log knows more");
    }
}
