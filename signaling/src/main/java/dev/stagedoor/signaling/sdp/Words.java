package dev.stagedoor.signaling.sdp;

/** The small grammar everything in SDP is made of. Total: bad input gives a value that says so. */
final class Words {
    private Words() {}

    /** Words between single or more spaces; none for a blank text. */
    static String[] of(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? new String[0] : stripped.split(" +", -1);
    }

    /** Whether it is a decimal number of 1 to {@code maxDigits} digits. */
    static boolean isNumber(String text, int maxDigits) {
        return !text.isEmpty() && text.length() <= maxDigits && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A decimal number from 0 to {@code max}, −1 if it is not one. */
    static long number(String text, long max) {
        if (!isNumber(text, 18)) {
            return -1;
        }
        long number = Long.parseLong(text);
        return number <= max ? number : -1;
    }

    /** A token (RFC 8866 section 9): printable ASCII without separators, of at most {@code maxLength} characters. */
    static boolean isToken(String text, int maxLength) {
        return !text.isEmpty()
                && text.length() <= maxLength
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]".indexOf(c) < 0);
    }

    /** What may be written into a line: printable, no line breaks or control characters. */
    static boolean isPrintable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
