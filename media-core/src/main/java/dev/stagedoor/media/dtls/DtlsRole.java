package dev.stagedoor.media.dtls;

/** Who begins the handshake (RFC 5763 §5). */
public enum DtlsRole {
    /** This side waits for the ClientHello: {@code a=setup:passive}, the usual one in answers. */
    SERVER,
    /** This side sends it: {@code a=setup:active}. */
    CLIENT
}
