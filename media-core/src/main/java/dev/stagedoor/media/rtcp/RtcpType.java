package dev.stagedoor.media.rtcp;

/** Numbers of the RTCP registry that we read or write. */
final class RtcpType {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    /** Formats of {@link #TRANSPORT_FEEDBACK}. */
    static final int FORMAT_NACK = 1;

    static final int FORMAT_TRANSPORT_WIDE = 15;

    /** Formats of {@link #PAYLOAD_FEEDBACK}. */
    static final int FORMAT_PLI = 1;

    static final int FORMAT_FIR = 4;
    static final int FORMAT_APPLICATION = 15;

    /** {@code REMB} as four ASCII letters. */
    static final long REMB_IDENTIFIER = 0x52454D42L;

    static final int SDES_CNAME = 1;

    private RtcpType() {}
}
