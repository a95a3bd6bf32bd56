package dev.stagedoor.media.dtls;

/** Why a datagram on the DTLS branch was not used. */
public enum DtlsDrop {
    /** No DTLS record (RFC 6347 §4.1), or one that cannot begin a handshake where none is under way. */
    MALFORMED,
    /** As many handshakes are under way as {@link DtlsLimits} allows; the peer repeats its hello and may find room then. */
    TOO_MANY_HANDSHAKES,
    /** More datagrams than one handshake needs are waiting. */
    INBOX_FULL,
    /** The session has ended. */
    CLOSED
}
