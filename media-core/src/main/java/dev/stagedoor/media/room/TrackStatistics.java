package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.congestion.LayerTarget;
import java.util.List;

/**
 * One stream of a participant, as {@code getStats} of a browser would count it.
 *
 * @param rid the encoding of a simulcast, empty where there is one stream
 * @param outgoing whether we send it
 * @param packets first transmissions
 * @param bytes payload
 * @param lost packets: on the way to us, or as the viewer reports it
 * @param retransmitted packets sent again
 * @param lossRatio 0 to 1, in the last interval reported
 * @param jitterMs in the last interval reported
 * @param keyFrames begun
 * @param spatialLayer the highest that is sent, where one stream has several
 * @param temporalLayer the same
 * @param targets the sizes that a publisher says it makes of it now; empty if it does not say, and of what we send
 */
public record TrackStatistics(
        String mid,
        String rid,
        MediaKind kind,
        boolean outgoing,
        long ssrc,
        long packets,
        long bytes,
        long lost,
        long retransmitted,
        double lossRatio,
        double jitterMs,
        long keyFrames,
        int spatialLayer,
        int temporalLayer,
        List<LayerTarget> targets) {
    public TrackStatistics {
        targets = List.copyOf(targets);
    }
}
