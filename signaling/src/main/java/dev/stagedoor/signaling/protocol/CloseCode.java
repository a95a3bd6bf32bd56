package dev.stagedoor.signaling.protocol;

/** Why the server closes a connection. Codes from 4000 are private use (RFC 6455 section 7.4.2). */
public enum CloseCode {
    /** The server is stopping; come back to another node or a little later. */
    GOING_AWAY(1001, "server is stopping"),
    /** Messages that mean nothing, again and again, or no hello in time. */
    POLICY_VIOLATION(1008, "protocol violated"),
    /** A message above {@link Limits#MESSAGE_BYTES}. */
    MESSAGE_TOO_BIG(1009, "message too big"),
    /** The peer does not read what is sent to it, or sends more than can be answered. */
    TRY_AGAIN_LATER(1013, "too much at once"),
    /** Another connection has resumed this session. */
    REPLACED(4001, "session resumed elsewhere"),
    /** No sign of life within the time allowed. */
    SILENT(4002, "no sign of life"),
    /** The access token ran out and was not renewed. */
    TOKEN_EXPIRED(4401, "token expired");

    private final int status;
    private final String reason;

    CloseCode(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    /** The number on the wire. */
    public int status() {
        return status;
    }

    /** The text on the wire, for people who debug a client. */
    public String reason() {
        return reason;
    }
}
