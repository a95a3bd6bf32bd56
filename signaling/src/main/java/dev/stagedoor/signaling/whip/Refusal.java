package dev.stagedoor.signaling.whip;

/** Why something was not done. Each is counted. */
public enum Refusal {
    ROOM_NOT_FOUND,
    SESSION_NOT_FOUND,
    /** The session ended because its ticket is used on another device now. */
    REPLACED,
    TOKEN_REQUIRED,
    /** Somebody else's room: only its performer publishes there. */
    NOT_YOUR_ROOM,
    /** A performer's own room is for the performer; what others may watch is announced as a show. */
    NOT_PUBLIC,
    /** A show that this person has not paid for. */
    TICKET_REQUIRED,
    /** A show that was called off, or did not take place in its time. */
    SHOW_OVER,
    /** The description cannot be read or served. */
    OFFER_REFUSED,
    /** One publisher a room. */
    PUBLISHER_PRESENT,
    /** {@link WhipSettings#viewersPerRoom}. */
    ROOM_FULL,
    /** {@link WhipSettings#sessions}. */
    SERVER_FULL,
    /** Another server asks for what this one neither has nor may pull. */
    NOT_PUBLISHED,
    /** Another server asks for what is watched only where it is published. */
    NOT_SHARED,
    /** {@link NodeSettings#depth}. */
    TOO_MANY_LINKS,
    STOPPING,
    /** A PATCH must say which ICE session it means. */
    PRECONDITION_REQUIRED,
    /** A PATCH means an ICE session that is over. */
    PRECONDITION_FAILED,
    FRAGMENT_MALFORMED,
    /** Layers are wanted of a section that shows no pictures. */
    SECTION_UNKNOWN;

    /** For whoever set up the encoder or player. */
    public String sentence() {
        return Sentences.of(this);
    }
}
