package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import java.util.List;

/**
 * What one client sent and received so far.
 *
 * @param received one entry per source
 * @param sentBytes of payload
 * @param refused packets that SRTP refused or that were not RTP
 * @param delay end to end, of the packets that carry a time of sending
 */
public record MediaStats(
        List<StreamStats> received,
        long sentPackets,
        long sentBytes,
        long sentKeyFrames,
        long refused,
        Feedback sentFeedback,
        Feedback receivedFeedback,
        DelayHistogram delay) {
    /** Nothing sent, nothing received. */
    public static final MediaStats NONE =
            new MediaStats(List.of(), 0, 0, 0, 0, new Feedback(0, 0), new Feedback(0, 0), new DelayHistogram());

    /** @param nacks packets asked for */
    public record Feedback(long nacks, long keyFrameRequests) {}

    /** Packets received of all sources. */
    public long receivedPackets() {
        return received.stream().mapToLong(StreamStats::packets).sum();
    }

    /** Packets received of one kind. */
    public long receivedPackets(MediaKind kind) {
        return received.stream()
                .filter(stream -> stream.kind() == kind)
                .mapToLong(StreamStats::packets)
                .sum();
    }

    /** Packets that are expected and not here. */
    public long lost() {
        return received.stream().mapToLong(StreamStats::lost).sum();
    }
}
