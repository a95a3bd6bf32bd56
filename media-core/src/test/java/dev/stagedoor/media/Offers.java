package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.room.BitrateCap;
import java.util.ArrayList;
import java.util.List;

/** Descriptions as browsers make them. */
final class Offers {
    static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    static final String TRANSPORT_WIDE = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    static final List<String> VIDEO_FEEDBACK =
            List.of("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli", "nack rpsi");

    private Offers() {}

    static SessionDescription offer(MediaSection... sections) {
        return new SessionDescription(
                new IceParameters("abcd", "0123456789012345678901"),
                new DtlsParameters("sha-256", "AB:".repeat(31) + "AB", DtlsSetup.ACTPASS),
                List.of(sections),
                List.of());
    }

    static MediaSection audio(String mid, Direction direction) {
        return section(
                mid,
                MediaKind.AUDIO,
                direction,
                List.of(
                        codec(111, "opus", 48_000, 2, "minptime=10;useinbandfec=1;usedtx=1", List.of("transport-cc")),
                        codec(63, "red", 48_000, 2, "111/111", List.of()),
                        codec(9, "G722", 8_000, 1, "", List.of()),
                        codec(0, "PCMU", 8_000, 1, "", List.of())),
                List.of(new Source(1_000, 0, "theirs")));
    }

    /** Chromium's list, shortened: H264 before VP8 is what Safari would offer. */
    static MediaSection video(String mid, Direction direction) {
        return section(
                mid,
                MediaKind.VIDEO,
                direction,
                List.of(
                        codec(102, "H264", 90_000, 1, h264("42001f", 1), VIDEO_FEEDBACK),
                        codec(103, "rtx", 90_000, 1, "apt=102", List.of()),
                        codec(104, "H264", 90_000, 1, h264("42e01f", 0), VIDEO_FEEDBACK),
                        codec(106, "H264", 90_000, 1, h264("42e01f", 1), VIDEO_FEEDBACK),
                        codec(107, "rtx", 90_000, 1, "apt=106", List.of()),
                        codec(96, "VP8", 90_000, 1, "", VIDEO_FEEDBACK),
                        codec(97, "rtx", 90_000, 1, "apt=96", List.of()),
                        codec(98, "VP9", 90_000, 1, "profile-id=0", VIDEO_FEEDBACK),
                        codec(116, "ulpfec", 90_000, 1, "", List.of())),
                List.of(new Source(2_000, 2_001, "theirs")));
    }

    /** Three sizes by rid, as Chromium offers them. */
    static MediaSection simulcast(String mid) {
        MediaSection one = video(mid, Direction.SENDONLY);
        List<HeaderExtension> extensions = new ArrayList<>(one.headerExtensions());
        extensions.add(new HeaderExtension(10, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"));
        extensions.add(new HeaderExtension(11, "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"));
        return new MediaSection(
                mid,
                one.kind(),
                one.direction(),
                false,
                one.codecs(),
                extensions,
                List.of(),
                List.of("q", "h", "f"),
                "stream",
                "track",
                BitrateCap.NONE);
    }

    static String h264(String profileLevelId, int mode) {
        return "level-asymmetry-allowed=1;packetization-mode=" + mode + ";profile-level-id=" + profileLevelId;
    }

    static CodecDescription codec(
            int payloadType, String name, int clockRate, int channels, String parameters, List<String> feedback) {
        return new CodecDescription(payloadType, name, clockRate, channels, parameters, feedback);
    }

    static MediaSection section(
            String mid, MediaKind kind, Direction direction, List<CodecDescription> codecs, List<Source> sources) {
        List<HeaderExtension> extensions = new ArrayList<>();
        extensions.add(new HeaderExtension(14, "urn:ietf:params:rtp-hdrext:toffset"));
        extensions.add(new HeaderExtension(3, TRANSPORT_WIDE));
        extensions.add(new HeaderExtension(4, MID));
        extensions.add(new HeaderExtension(13, "urn:3gpp:video-orientation"));
        extensions.add(new HeaderExtension(1, "urn:ietf:params:rtp-hdrext:ssrc-audio-level"));
        return new MediaSection(
                mid,
                kind,
                direction,
                false,
                codecs,
                extensions,
                sources,
                List.of(),
                "stream",
                "track",
                BitrateCap.NONE);
    }

    static MediaSection with(MediaSection section, List<HeaderExtension> extensions) {
        return new MediaSection(
                section.mid(),
                section.kind(),
                section.direction(),
                section.rejected(),
                section.codecs(),
                extensions,
                section.sources(),
                section.rids(),
                section.streamId(),
                section.trackId(),
                BitrateCap.NONE);
    }

    static MediaSection rejected(MediaSection section) {
        return new MediaSection(
                section.mid(),
                section.kind(),
                section.direction(),
                true,
                section.codecs(),
                section.headerExtensions(),
                List.of(),
                List.of(),
                "",
                "",
                BitrateCap.NONE);
    }
}
