package dev.stagedoor.billing.type;

/** What of a text is drawn at all. */
final class Characters {
    static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final int REPLACEMENT = 0xFFFD;

    private Characters() {}

    /**
     * The text without what has no shape and only steers: marks of direction (Unicode Standard Annex 9) with which a name could
     * turn round what stands beside it, spaces without width, and the like. What no text may contain becomes U+FFFD.
     */
    static String drawn(String text) {
        StringBuilder drawn = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int instead = instead(point);
            if (instead >= 0) {
                drawn.appendCodePoint(instead);
            }
        });
        return drawn.toString();
    }

    /** Whether fonts need no glyph for it: it changes how its neighbours look. */
    static boolean shapesOthers(int point) {
        return point == ZERO_WIDTH_JOINER
                || point == ZERO_WIDTH_NON_JOINER
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }

    private static int instead(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> Character.isWhitespace(point) ? ' ' : REPLACEMENT;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE -> REPLACEMENT;
            case Character.FORMAT -> shapesOthers(point) || drawnFormat(point) ? point : -1;
            default -> (point & 0xFFFE) == 0xFFFE ? REPLACEMENT : point;
        };
    }

    /** Signs before Arabic and other numbers, which are of class format and have a shape all the same. */
    private static boolean drawnFormat(int point) {
        return (point >= 0x0600 && point <= 0x0605) || point == 0x06DD || point == 0x070F || point == 0x08E2;
    }
}
