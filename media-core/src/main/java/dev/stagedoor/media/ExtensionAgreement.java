package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.rtp.ExtensionIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of the offered header extensions we know, under the offerer's ids (RFC 8285 §6).
 *
 * @param ids what rooms need
 * @param answer the same for the answer, in the offer's order
 */
record ExtensionAgreement(ExtensionIds ids, List<HeaderExtension> answer) {
    private static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    private static final String ABSOLUTE_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    private static final String TRANSPORT_WIDE =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    private static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    private static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";
    private static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    private static final String REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
    private static final String PLAYOUT_DELAY = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

    private static final String DEPENDENCY_DESCRIPTOR =
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

    private static final String CAPTURE_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";

    /** Of what somebody sends; what is handed on to a viewer has layers of its own, so nobody else is told. */
    private static final String LAYERS_ALLOCATION =
            "http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00";

    private static final List<String> FOR_AUDIO =
            List.of(MID, ABSOLUTE_SEND_TIME, TRANSPORT_WIDE, AUDIO_LEVEL, CAPTURE_TIME);
    private static final List<String> FOR_VIDEO = List.of(
            MID,
            ABSOLUTE_SEND_TIME,
            TRANSPORT_WIDE,
            VIDEO_ORIENTATION,
            RID,
            REPAIRED_RID,
            PLAYOUT_DELAY,
            DEPENDENCY_DESCRIPTOR,
            CAPTURE_TIME,
            LAYERS_ALLOCATION);

    /** What is kept first: what tells streams apart, what measures the path, what pictures need. */
    private static final List<String> BY_IMPORTANCE = List.of(
            MID,
            RID,
            REPAIRED_RID,
            TRANSPORT_WIDE,
            ABSOLUTE_SEND_TIME,
            DEPENDENCY_DESCRIPTOR,
            LAYERS_ALLOCATION,
            VIDEO_ORIENTATION,
            PLAYOUT_DELAY,
            AUDIO_LEVEL,
            CAPTURE_TIME);

    /**
     * Compares an offered section's extensions with ours. In one bundle an id means one thing (RFC 8285 §7), but there are clients
     * that offer one id as a sound's level in one section and as a picture's time in another, and then read whatever comes by
     * both: of such, the more important one is taken and the other left out.
     *
     * @param all the sections of the offer, this one among them
     */
    static ExtensionAgreement of(MediaSection offered, List<MediaSection> all) {
        List<HeaderExtension> answer = new ArrayList<>();
        for (HeaderExtension extension : offered.headerExtensions()) {
            if (isUsable(offered, extension)
                    && idOf(extension.uri(), answer) == 0
                    && extension.uri().equals(meaning(extension.id(), all))) {
                answer.add(extension);
            }
        }
        ExtensionIds ids = new ExtensionIds(
                idOf(MID, answer),
                idOf(ABSOLUTE_SEND_TIME, answer),
                idOf(TRANSPORT_WIDE, answer),
                idOf(AUDIO_LEVEL, answer),
                idOf(VIDEO_ORIENTATION, answer),
                idOf(RID, answer),
                idOf(REPAIRED_RID, answer),
                idOf(PLAYOUT_DELAY, answer),
                idOf(DEPENDENCY_DESCRIPTOR, answer),
                idOf(CAPTURE_TIME, answer),
                idOf(LAYERS_ALLOCATION, answer));
        return new ExtensionAgreement(ids, List.copyOf(answer));
    }

    /**
     * All that we know of what we would receive, for an offer of our own to receive only. A place in the list of all names is the
     * id, so that both kinds of section mean the same by it, as one bundle must (RFC 8285 §7).
     */
    static List<HeaderExtension> all(MediaKind kind) {
        List<String> every =
                Stream.concat(FOR_VIDEO.stream(), FOR_AUDIO.stream()).distinct().toList();
        return known(kind).stream()
                .filter(uri -> !uri.equals(LAYERS_ALLOCATION))
                .map(uri -> new HeaderExtension(every.indexOf(uri) + 1, uri))
                .toList();
    }

    private static boolean isUsable(MediaSection section, HeaderExtension extension) {
        return extension.id() >= 1
                && extension.id() <= ExtensionIds.MAX_LONG_ID
                && extension.id() != ExtensionIds.RESERVED_ID
                && known(section.kind()).contains(extension.uri())
                && (section.direction().sends() || !extension.uri().equals(LAYERS_ALLOCATION));
    }

    /** The most important of what sections mean by an id; empty if nothing that we know. */
    private static String meaning(int id, List<MediaSection> sections) {
        return sections.stream()
                .filter(section -> !section.rejected())
                .flatMap(section ->
                        section.headerExtensions().stream().filter(extension -> isUsable(section, extension)))
                .filter(extension -> extension.id() == id)
                .map(HeaderExtension::uri)
                .min(Comparator.comparingInt(BY_IMPORTANCE::indexOf))
                .orElse("");
    }

    private static List<String> known(MediaKind kind) {
        return kind == MediaKind.AUDIO ? FOR_AUDIO : FOR_VIDEO;
    }

    private static int idOf(String uri, List<HeaderExtension> extensions) {
        return extensions.stream()
                .filter(extension -> extension.uri().equals(uri))
                .mapToInt(HeaderExtension::id)
                .findFirst()
                .orElse(0);
    }
}
