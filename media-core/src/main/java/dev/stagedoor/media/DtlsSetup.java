package dev.stagedoor.media;

/** The role of a DTLS end (RFC 8842 §5.2): an offer says {@code ACTPASS}, an answer one of the others. */
public enum DtlsSetup {
    /** Either role. */
    ACTPASS,
    /** Client: sends the first hello. */
    ACTIVE,
    /** Server: waits for it. */
    PASSIVE
}
