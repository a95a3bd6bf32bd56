package dev.stagedoor.media.codec;

import java.util.Locale;

/**
 * Names the H.264 profile of a {@code profile-level-id} (RFC 6184 §8.1): three bytes in hex, profile_idc, constraint
 * flags and level. The level is left out, since levels may differ between the two ends of a call
 * ({@code level-asymmetry-allowed}).
 */
public final class H264Profile {
    /** What RFC 6184 §8.2.2 means when the parameter is absent: baseline, level 1. */
    private static final String DEFAULT_PROFILE_LEVEL_ID = "42000a";

    private static final int CONSTRAINT_SET1 = 0x40;
    private static final int CONSTRAINT_SET4_AND_5 = 0x0C;

    private H264Profile() {}

    /**
     * The profile's name, or empty for one that we do not forward.
     *
     * @param profileLevelId six hex digits; empty means absent
     */
    public static String of(String profileLevelId) {
        String id = (profileLevelId.isEmpty() ? DEFAULT_PROFILE_LEVEL_ID : profileLevelId).toLowerCase(Locale.ROOT);
        if (!id.matches("[0-9a-f]{6}")) {
            return "";
        }
        int constraints = Integer.parseInt(id, 2, 4, 16);
        return switch (id.substring(0, 2)) {
            case "42" -> (constraints & CONSTRAINT_SET1) != 0 ? "constrained-baseline" : "baseline";
            case "4d" -> "main";
            case "64" -> (constraints & CONSTRAINT_SET4_AND_5) == CONSTRAINT_SET4_AND_5 ? "constrained-high" : "high";
            default -> "";
        };
    }
}
