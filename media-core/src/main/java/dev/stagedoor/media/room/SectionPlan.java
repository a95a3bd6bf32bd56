package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.rtp.ExtensionIds;
import java.util.List;

/**
 * What was agreed with one participant about one media section.
 *
 * @param codecs most preferred first
 * @param uplink whether the participant may send here
 * @param uplinkSources what it announced, {@link StreamSources#UNKNOWN} if it lets us learn from mid and payload type
 * @param encodings the encodings of a simulcast (RFC 8853), at most {@link #MAX_ENCODINGS}; empty if there is one stream
 * @param downlink whether we may send here
 * @param downlinkSources what we announced; stable for as long as the section lives
 */
public record SectionPlan(
        String mid,
        MediaKind kind,
        List<NegotiatedCodec> codecs,
        ExtensionIds extensions,
        boolean uplink,
        StreamSources uplinkSources,
        List<SimulcastEncoding> encodings,
        boolean downlink,
        StreamSources downlinkSources) {
    /** Three sizes are what browsers send; each costs receiving state, and history that the others share. */
    public static final int MAX_ENCODINGS = 3;

    public SectionPlan {
        codecs = List.copyOf(codecs);
        encodings = List.copyOf(encodings);
        if (encodings.size() > MAX_ENCODINGS) {
            throw new IllegalArgumentException(
                    "a section has at most " + MAX_ENCODINGS + " encodings, got " + encodings.size());
        }
    }

    /**
     * One encoding of a simulcast.
     *
     * @param rid its name in header extensions (RFC 8851); empty where encodings are told apart by source alone
     * @param sources {@link StreamSources#UNKNOWN} where they are told apart by rid
     */
    public record SimulcastEncoding(String rid, StreamSources sources) {}

    /**
     * A synchronization source and that of its retransmissions.
     *
     * @param ssrc 0 to 2^32 − 1; 0 is unknown
     * @param retransmissionSsrc 0 if unknown or none
     */
    public record StreamSources(long ssrc, long retransmissionSsrc) {
        /** Nothing is known in advance. */
        public static final StreamSources UNKNOWN = new StreamSources(0, 0);
    }

    /** The encodings that the participant may send; one without a name where there is no simulcast. */
    List<SimulcastEncoding> uplinkEncodings() {
        return encodings.isEmpty() ? List.of(new SimulcastEncoding("", uplinkSources)) : encodings;
    }

    /** Whether a stream received under the other plan may go on under this one. */
    boolean sameUplink(SectionPlan other) {
        return uplink
                && other.uplink
                && kind == other.kind
                && codecs.equals(other.codecs)
                && extensions.equals(other.extensions)
                && uplinkSources.equals(other.uplinkSources)
                && encodings.equals(other.encodings);
    }

    /** Whether a stream sent under the other plan may go on under this one. */
    boolean sameDownlink(SectionPlan other) {
        return downlink
                && other.downlink
                && kind == other.kind
                && codecs.equals(other.codecs)
                && extensions.equals(other.extensions)
                && downlinkSources.equals(other.downlinkSources);
    }
}
