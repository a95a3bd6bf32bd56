package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.sdp.MediaKind;

/**
 * What came of one source.
 *
 * @param ssrc unsigned
 * @param packets without duplicates
 * @param bytes of whole SRTP packets
 * @param frames packets with the marker bit
 * @param lost expected and not here
 * @param recovered came late, by retransmission or reordering
 * @param firstPacketNs by {@code System.nanoTime()}, 0 before
 * @param firstKeyFrameNs by {@code System.nanoTime()}, 0 before
 */
public record StreamStats(
        long ssrc,
        MediaKind kind,
        long packets,
        long bytes,
        long frames,
        long keyFrames,
        long lost,
        long recovered,
        long duplicates,
        double jitterMs,
        long firstPacketNs,
        long firstKeyFrameNs,
        long lastPacketNs) {}
