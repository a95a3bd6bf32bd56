package dev.stagedoor.media.rtp;

/**
 * The header extensions of one media section by the ids its participant chose (RFC 8285 §5), 1 to 14; 0 where an
 * extension was not negotiated.
 *
 * @param mid media section (RFC 9143 §15)
 * @param absoluteSendTime 24 bits of 6.18 fixed-point seconds
 * @param transportWideSequenceNumber 16 bits (draft-holmer-rmcat-transport-wide-cc-extensions-01)
 * @param audioLevel client-to-mixer level (RFC 6464)
 * @param videoOrientation coordination of video orientation (3GPP TS 26.114 §7.4.5)
 */
public record ExtensionIds(
        int mid, int absoluteSendTime, int transportWideSequenceNumber, int audioLevel, int videoOrientation) {
    /** No extensions at all. */
    public static final ExtensionIds NONE = new ExtensionIds(0, 0, 0, 0, 0);
}
