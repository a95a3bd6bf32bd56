package dev.stagedoor.media.transport;

/** Why a participant's transport ended. */
public enum CloseReason {
    /** This side closed it. */
    LOCAL,
    /** The peer said goodbye by a DTLS close_notify. */
    CLOSED_BY_PEER,
    /** No valid check and no authenticated packet for the consent time (RFC 7675 §5.1). */
    CONSENT_LOST,
    /** No check came, or the handshake took too long. */
    CONNECT_TIMED_OUT,
    /** The handshake failed: no common profile, a bad message, an alert. */
    HANDSHAKE_FAILED,
    /** The peer's certificate is not the one that its SDP names (RFC 8122 §5). */
    FINGERPRINT_MISMATCH,
    /** A bug of this server in handling the participant; the log has it. Others are not touched by it. */
    INTERNAL_ERROR,
    /** The server stops. */
    SHUTDOWN
}
