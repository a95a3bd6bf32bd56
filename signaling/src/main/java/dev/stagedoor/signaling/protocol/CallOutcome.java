package dev.stagedoor.signaling.protocol;

/** How a call ended, for people; the exact cause is in {@code reason} beside it. */
public enum CallOutcome {
    /** It was active and one side hung up, was lost, or the time was over. */
    COMPLETED,
    /** Nobody answered. */
    MISSED,
    /** The performer did not want it. */
    DECLINED,
    /** The viewer gave up before it was active. */
    CANCELLED,
    /** It never became active for technical reasons. */
    FAILED,
    /** The coins ran out. */
    INSUFFICIENT_FUNDS
}
