package dev.stagedoor.signaling.whip;

/** Other servers of the same installation, as far as live rooms need them. Blocks; for virtual threads only. */
public interface NodeLinks {
    /**
     * Asks a server for what is published in a room there.
     *
     * @param node its URL
     * @param hops how many links there will be from the last who watch to that server
     * @param offer SDP
     */
    Pulled pull(String node, String room, int hops, String offer);

    /** Says that it is no longer wanted; what cannot be said is noticed there by the silence of the link. */
    void end(String session);

    /** What came of asking. */
    sealed interface Pulled {
        /**
         * @param session where it can be ended
         * @param depth how many links that server is away from the publisher
         * @param answer SDP
         */
        record Answered(String session, int depth, String answer) implements Pulled {}

        /** @param reason a sentence for the log */
        record Refused(String reason) implements Pulled {}
    }
}
