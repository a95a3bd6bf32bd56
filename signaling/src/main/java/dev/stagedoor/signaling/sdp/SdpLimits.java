package dev.stagedoor.signaling.sdp;

/** How much of anything a description may hold; a browser with everything switched on stays below half of each. */
final class SdpLimits {
    /** UTF-16 units; the WebSocket and WHIP have limits of their own, this one is for whoever comes without. */
    static final int TEXT = 256 * 1024;

    static final int LINES = 4_000;
    static final int LINE = 8 * 1024;

    /** Media sections, rejected ones included: a client that adds and removes tracks keeps old places. */
    static final int SECTIONS = 64;

    /** Payload types in one section; there are 128 numbers. */
    static final int CODECS = 128;

    static final int FEEDBACK_PER_CODEC = 32;

    /** Ids of the two-byte form (RFC 8285 section 4.3); 15 is left out, since it ends a block of the one-byte form. */
    static final int EXTENSION_ID = 255;

    static final int NO_EXTENSION_ID = 15;

    static final int SOURCES = 16;
    static final int RIDS = 8;
    static final int CANDIDATES = 32;

    /** A mid travels in a header extension of at most 16 bytes (RFC 8285). */
    static final int MID = 16;

    private SdpLimits() {}
}
