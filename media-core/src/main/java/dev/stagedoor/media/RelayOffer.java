package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.room.BitrateCap;
import dev.stagedoor.media.room.SectionPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * What this server offers another one whose publisher it wants: a section for sound and one for each size of pictures there may
 * be, to receive only, with everything that is forwarded here at all, so that the other chooses what its publisher sends.
 */
final class RelayOffer {
    private static final int FIRST_VIDEO_TYPE = 96;
    private static final int OPUS_TYPE = 120;
    private static final int RED_TYPE = 121;

    private static final List<String> VIDEO_FEEDBACK = List.of("nack", "nack pli", "ccm fir", "transport-cc");

    /** A video codec and its parameters. */
    private record Format(String name, String parameters) {}

    /** The variants that browsers and encoders make; a stream is forwarded only as what it was published as. */
    private static final List<Format> VIDEO = List.of(
            new Format("VP8", ""),
            new Format("VP9", "profile-id=0"),
            new Format("VP9", "profile-id=2"),
            new Format("AV1", "profile=0"),
            h264("42e01f"),
            h264("42001f"),
            h264("4d001f"),
            h264("64001f"));

    private RelayOffer() {}

    static List<MediaSection> sections() {
        List<MediaSection> sections = new ArrayList<>();
        sections.add(section(MediaKind.AUDIO, 0));
        for (int size = 1; size <= SectionPlan.MAX_ENCODINGS; size++) {
            sections.add(section(MediaKind.VIDEO, size));
        }
        return List.copyOf(sections);
    }

    private static MediaSection section(MediaKind kind, int place) {
        return new MediaSection(
                Integer.toString(place),
                kind,
                Direction.RECVONLY,
                false,
                switch (kind) {
                    case AUDIO -> audioCodecs();
                    case VIDEO -> videoCodecs();
                },
                ExtensionAgreement.all(kind),
                List.of(),
                List.of(),
                "",
                "",
                BitrateCap.NONE);
    }

    private static List<CodecDescription> audioCodecs() {
        return List.of(
                new CodecDescription(
                        OPUS_TYPE,
                        "opus",
                        48_000,
                        2,
                        "minptime=10;useinbandfec=1;usedtx=1;stereo=1",
                        List.of("transport-cc")),
                new CodecDescription(RED_TYPE, "red", 48_000, 2, OPUS_TYPE + "/" + OPUS_TYPE, List.of()));
    }

    private static List<CodecDescription> videoCodecs() {
        List<CodecDescription> codecs = new ArrayList<>();
        int type = FIRST_VIDEO_TYPE;
        for (Format format : VIDEO) {
            codecs.add(new CodecDescription(type, format.name, 90_000, 1, format.parameters, VIDEO_FEEDBACK));
            codecs.add(new CodecDescription(type + 1, "rtx", 90_000, 1, "apt=" + type, List.of()));
            type += 2;
        }
        return codecs;
    }

    private static Format h264(String profileLevelId) {
        return new Format("H264", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=" + profileLevelId);
    }
}
