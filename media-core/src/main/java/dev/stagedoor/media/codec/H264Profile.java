package dev.stagedoor.media.codec;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the H.264 profile of a {@code profile-level-id} (RFC 6184 §8.1): three bytes in hex, profile_idc, constraint
 * flags and level. The level is left out, since levels may differ between the two ends of a call
 * ({@code level-asymmetry-allowed}).
 */
public final class H264Profile {
    private static final String CONSTRAINED_BASELINE = "constrained-baseline";
    private static final String BASELINE = "baseline";
    private static final String MAIN = "main";
    private static final String CONSTRAINED_HIGH = "constrained-high";
    private static final String HIGH = "high";

    /** What RFC 6184 §8.2.2 means when the parameter is absent: baseline, level 1. */
    private static final String DEFAULT_PROFILE_LEVEL_ID = "42000a";

    /** FFmpeg 8.0 (libavformat/whip.c) writes its own flag for a constrained profile, which has three digits, between two bytes. */
    private static final Pattern FLAG_OF_FFMPEG = Pattern.compile("(?<profile>..)200(?<level>..)");

    private static final int CONSTRAINT_SET1 = 0x40;
    private static final int CONSTRAINT_SET4_AND_5 = 0x0C;

    private H264Profile() {}

    /**
     * The profile's name, or empty for one that we do not forward.
     *
     * @param profileLevelId six hex digits; empty means absent
     */
    public static String of(String profileLevelId) {
        String named = (profileLevelId.isEmpty() ? DEFAULT_PROFILE_LEVEL_ID : profileLevelId).toLowerCase(Locale.ROOT);
        Matcher ofFfmpeg = FLAG_OF_FFMPEG.matcher(named);
        String id = ofFfmpeg.matches() ? ofFfmpeg.replaceFirst("${profile}40${level}") : named;
        if (!id.matches("[0-9a-f]{6}")) {
            return "";
        }
        int constraints = Integer.parseInt(id, 2, 4, 16);
        return switch (id.substring(0, 2)) {
            case "42" -> (constraints & CONSTRAINT_SET1) != 0 ? CONSTRAINED_BASELINE : BASELINE;
            case "4d" -> MAIN;
            case "64" -> (constraints & CONSTRAINT_SET4_AND_5) == CONSTRAINT_SET4_AND_5 ? CONSTRAINED_HIGH : HIGH;
            default -> "";
        };
    }

    /**
     * The profiles of viewers that a stream of this one is sent to, those whose decoders are sure to take it first (H.264 §A.2). A
     * profile names tools that may be used, and encoders name more than they use, or simply another: OBS names the constrained
     * baseline whatever it sends. Decoders of browsers take them all, but offers leave some out, so a picture is worth trying.
     */
    static List<String> decodersOf(String profile) {
        return switch (profile) {
            case CONSTRAINED_BASELINE -> List.of(CONSTRAINED_BASELINE, BASELINE, MAIN, CONSTRAINED_HIGH, HIGH);
            case BASELINE -> List.of(BASELINE, CONSTRAINED_BASELINE, MAIN, CONSTRAINED_HIGH, HIGH);
            case MAIN -> List.of(MAIN, HIGH, CONSTRAINED_HIGH, BASELINE, CONSTRAINED_BASELINE);
            case CONSTRAINED_HIGH -> List.of(CONSTRAINED_HIGH, HIGH, MAIN, BASELINE, CONSTRAINED_BASELINE);
            case HIGH -> List.of(HIGH, CONSTRAINED_HIGH, MAIN, BASELINE, CONSTRAINED_BASELINE);
            default -> List.of(profile);
        };
    }
}
