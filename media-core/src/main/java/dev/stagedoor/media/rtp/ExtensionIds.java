package dev.stagedoor.media.rtp;

/**
 * The header extensions of one media section by the ids its participant chose (RFC 8285 §5), 1 to 14 or, in the two-byte
 * form alone, 16 to 255; 0 where an extension was not negotiated.
 *
 * @param mid media section (RFC 9143 §15)
 * @param absoluteSendTime 24 bits of 6.18 fixed-point seconds
 * @param transportWideSequenceNumber 16 bits (draft-holmer-rmcat-transport-wide-cc-extensions-01)
 * @param audioLevel client-to-mixer level (RFC 6464)
 * @param videoOrientation coordination of video orientation (3GPP TS 26.114 §7.4.5)
 * @param rid the encoding of a simulcast that a packet belongs to (RFC 8852 §3.1)
 * @param repairedRid the encoding that a retransmission repairs (RFC 8852 §3.2)
 * @param playoutDelay least and greatest delay before display, 12 bits each, in 10 ms
 * @param dependencyDescriptor what a frame depends on (AV1 RTP specification, appendix A)
 * @param absoluteCaptureTime when it was captured, 64 bits of NTP time, and by whose clock (libwebrtc's abs-capture-time)
 * @param layersAllocation what a publisher makes of each size, see {@link dev.stagedoor.media.codec.LayersAllocation}
 */
public record ExtensionIds(
        int mid,
        int absoluteSendTime,
        int transportWideSequenceNumber,
        int audioLevel,
        int videoOrientation,
        int rid,
        int repairedRid,
        int playoutDelay,
        int dependencyDescriptor,
        int absoluteCaptureTime,
        int layersAllocation) {
    /** The highest id of the one-byte form. */
    public static final int MAX_SHORT_ID = 14;

    /** The highest id of the two-byte form. */
    public static final int MAX_LONG_ID = 255;

    /** Ends a block in the one-byte form, so it names nothing in either. */
    public static final int RESERVED_ID = 15;

    /** No extensions at all. */
    public static final ExtensionIds NONE = new ExtensionIds(0, 0, 0, 0, 0);

    /** Those of a section without simulcast. */
    public ExtensionIds(
            int mid, int absoluteSendTime, int transportWideSequenceNumber, int audioLevel, int videoOrientation) {
        this(mid, absoluteSendTime, transportWideSequenceNumber, audioLevel, videoOrientation, 0, 0, 0, 0, 0, 0);
    }

    /** The highest of those that packets to the participant may have. */
    public int highestSent() {
        int ofAll = Math.max(mid, Math.max(absoluteSendTime, transportWideSequenceNumber));
        int ofPictures = Math.max(videoOrientation, Math.max(playoutDelay, dependencyDescriptor));
        return Math.max(Math.max(audioLevel, absoluteCaptureTime), Math.max(ofAll, ofPictures));
    }
}
