package dev.stagedoor.media.dtls;

/** Why a handshake did not succeed. */
public enum DtlsFailure {
    /** It took longer than {@link DtlsLimits#handshakeMs()}. */
    TIMED_OUT,
    /** The peer's certificate is another one than its SDP names (RFC 8122 §6). */
    FINGERPRINT_MISMATCH,
    /** The peer broke the protocol, sent an alert, or shares no version, suite or SRTP profile with this side. */
    REFUSED
}
