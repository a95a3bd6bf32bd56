package dev.stagedoor.benchmarks.client.media;

/**
 * A report block (RFC 3550 section 6.4.1).
 *
 * @param fractionLost of the packets expected since the last report, 0–255
 * @param cumulativeLost clamped to 24 bits, negative if duplicates outweigh losses
 * @param jitter in timestamp units
 * @param lastSenderReport middle 32 bits of the last sender report's NTP time, 0 if there was none
 * @param delaySinceLastSenderReport in 1/65536 s
 */
record ReportBlock(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        int highestSequence,
        int jitter,
        int lastSenderReport,
        int delaySinceLastSenderReport) {}
