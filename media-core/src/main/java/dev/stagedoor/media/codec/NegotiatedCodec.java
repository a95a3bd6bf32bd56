package dev.stagedoor.media.codec;

/**
 * A format as one participant numbers it.
 *
 * @param payloadType 0–127, this participant's number for the format, in both directions
 * @param retransmissionPayloadType its number for retransmissions of it (RFC 4588), or {@link #NONE}
 * @param nack whether lost packets are asked for and answered (RFC 4585 §6.2.1)
 * @param fullIntra whether key frames have to be asked for by FIR (RFC 5104 §4.3.1), because it knows no PLI
 */
public record NegotiatedCodec(
        PayloadFormat format, int payloadType, int retransmissionPayloadType, boolean nack, boolean fullIntra) {
    /** No such payload type. */
    public static final int NONE = -1;

    /** A format whose key frames are asked for as is usual. */
    public NegotiatedCodec(PayloadFormat format, int payloadType, int retransmissionPayloadType, boolean nack) {
        this(format, payloadType, retransmissionPayloadType, nack, false);
    }
}
