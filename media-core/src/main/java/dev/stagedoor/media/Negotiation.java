package dev.stagedoor.media;

/** How a negotiation ended. */
public sealed interface Negotiation {
    /** The answer to send back. */
    record Negotiated(SessionDescription answer) implements Negotiation {}

    /** The offer cannot be served; {@code reason} is a sentence for the developer of the client. */
    record Refused(String reason) implements Negotiation {}
}
