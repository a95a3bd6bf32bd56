package dev.stagedoor.signaling.whip;

/** What came of an offer. */
public sealed interface Joined {
    /**
     * A session has begun.
     *
     * @param sessionId unguessable; whoever knows it may change and end the session
     * @param entityTag of the ICE session, with its quotation marks
     * @param answer SDP
     */
    record Accepted(String sessionId, String entityTag, String answer) implements Joined {}

    /** @param detail a sentence for people */
    record Refused(Refusal why, String detail) implements Joined {}
}
