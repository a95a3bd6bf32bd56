package dev.stagedoor.media.rtcp;

import java.lang.foreign.MemorySegment;

/**
 * What a received RTCP packet says, one call per item in the order of the bytes. Sources are 0 to 2^32 − 1. Every method
 * does nothing unless overridden.
 */
public interface RtcpVisitor {
    /**
     * The sender information of a sender report (RFC 3550 §6.4.1).
     *
     * @param ntp seconds since 1900 in 32.32 fixed point, unsigned
     * @param rtpTimestamp the same instant on the stream's clock
     */
    default void onSenderReport(long ssrc, long ntp, long rtpTimestamp, long packets, long octets) {}

    /**
     * A report block about {@code ssrc} (RFC 3550 §6.4.1).
     *
     * @param fractionLost of the packets since the last report, in 1/256
     * @param cumulativeLost signed; negative when duplicates outnumber losses
     * @param jitter in ticks of the stream's clock
     * @param lastReport middle 32 bits of the NTP time of the last sender report, 0 if none
     * @param delaySinceLastReport in 1/65,536 s
     */
    default void onReportBlock(
            long ssrc, int fractionLost, int cumulativeLost, long jitter, long lastReport, long delaySinceLastReport) {}

    /** The source stops sending (RFC 3550 §6.6). */
    default void onBye(long ssrc) {}

    /** Packets that the other end misses: {@code packetId}, and those after it whose bit is set (RFC 4585 §6.2.1). */
    default void onNack(long mediaSsrc, int packetId, int followingLost) {}

    /** A key frame is wanted, by picture loss indication or full intra request (RFC 4585 §6.3.1, RFC 5104 §4.3.1). */
    default void onKeyFrameRequest(long mediaSsrc) {}

    /** The receiver's estimate of the path to it, bits a second. */
    default void onReceiverEstimate(long bitsPerSecond) {}

    /** A transport-wide feedback message; {@link TransportFeedback} reads what lies after its common header. */
    default void onTransportFeedback(MemorySegment segment, long offset, int length) {}
}
