package dev.stagedoor.signaling.identity;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person is called on screen: 3 to 20 visible characters, counted in code points. */
public record DisplayName(String text) {
    /** One sentence for people who chose another one. */
    public static final String RULE = "A display name has 3 to 20 visible characters.";

    private static final int MINIMUM = 3;
    private static final int MAXIMUM = 20;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** The name, tidied, or null if it breaks the rule. */
    public static @Nullable DisplayName parse(String wanted) {
        String tidy = WHITE_SPACE
                .matcher(Normalizer.normalize(wanted, Normalizer.Form.NFC).strip())
                .replaceAll(" ");
        int length = tidy.codePointCount(0, tidy.length());
        boolean fits =
                length >= MINIMUM && length <= MAXIMUM && tidy.codePoints().allMatch(DisplayName::isVisible);
        return fits ? new DisplayName(tidy) : null;
    }

    /** Joiners stay: Tamil, Telugu, Kannada and Hindi need them. Direction overrides could turn a name into another. */
    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> codePoint == 0x200C || codePoint == 0x200D;
            default -> true;
        };
    }
}
