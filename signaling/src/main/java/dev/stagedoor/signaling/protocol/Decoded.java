package dev.stagedoor.signaling.protocol;

import org.jspecify.annotations.Nullable;

/** What a text from the wire turned out to be. */
public sealed interface Decoded {
    /** A message, and its type on the wire; its reply carries {@code id} in {@code replyTo}. */
    record Message(String id, String type, ClientMessage body) implements Decoded {}

    /**
     * Not a message.
     *
     * @param replyTo the message's id if that much could be read
     * @param pointer the field at fault (RFC 6901), null if it is not JSON at all
     */
    record Malformed(
            @Nullable String replyTo,
            String detail,
            @Nullable String pointer) implements Decoded {
        /** The reply to send back. */
        public Answer answer() {
            return new Answer.Refused(ErrorCode.INVALID_REQUEST, detail, pointer);
        }
    }
}
