package dev.stagedoor.benchmarks.client.sdp;

/** The payload types and header extension ids that the built-in client offers; the answer keeps them (RFC 8829). */
public final class PayloadTypes {
    /** Opus, 48 kHz, two channels (RFC 7587). */
    public static final int OPUS = 111;

    /** VP8, 90 kHz (RFC 7741). */
    public static final int VP8 = 96;

    /** Retransmissions of {@link #VP8} (RFC 4588). */
    public static final int VP8_RTX = 97;

    /** Header extension id of {@code sdes:mid} (RFC 9143). */
    public static final int MID_EXTENSION = 1;

    /** Header extension id of {@code abs-send-time}. */
    public static final int ABSOLUTE_SEND_TIME_EXTENSION = 2;

    private PayloadTypes() {}
}
