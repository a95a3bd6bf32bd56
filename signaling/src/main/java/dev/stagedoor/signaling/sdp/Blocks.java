package dev.stagedoor.signaling.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A description cut into its levels. Lines that media needs not (times, keys…) are skipped, as RFC 8866 section
 * 5 asks for unknown ones.
 *
 * @param origin session id and version of the {@code o=} line, {@code "0 0"} if unreadable
 */
record Blocks(String origin, Block session, List<Block> media) {
    private static final String NO_ORIGIN = "0 0";

    /** What cutting came to. */
    sealed interface Outcome {
        record Cut(Blocks blocks) implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    static Outcome cut(String text) {
        if (text.length() > SdpLimits.TEXT) {
            return new Outcome.Refused("longer than " + SdpLimits.TEXT + " characters");
        }
        return text.startsWith("v=0") ? cutLines(text) : new Outcome.Refused("does not begin with v=0");
    }

    /** A part of a description, which has no {@code v=} line (RFC 8840 section 9.2). */
    static Outcome cutFragment(String text) {
        return text.length() > SdpLimits.TEXT
                ? new Outcome.Refused("longer than " + SdpLimits.TEXT + " characters")
                : cutLines(text);
    }

    private static Outcome cutLines(String text) {
        String origin = NO_ORIGIN;
        Block session = new Block(null, new ArrayList<>(), new ArrayList<>());
        List<Block> media = new ArrayList<>();
        Block current = session;
        int number = 0;
        // Writers end lines with CRLF, editors and templates with LF only; readers should take both (section 5).
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            String fault = fault(line, number);
            if (fault != null) {
                return new Outcome.Refused("line " + number + ": " + fault);
            }
            String value = line.substring(2);
            switch (line.charAt(0)) {
                case 'm' -> {
                    current = new Block(value, new ArrayList<>(), new ArrayList<>());
                    media.add(current);
                    if (media.size() > SdpLimits.SECTIONS) {
                        return new Outcome.Refused("more than " + SdpLimits.SECTIONS + " media sections");
                    }
                }
                case 'a' -> current.attributes().add(attribute(value));
                case 'b' -> current.bandwidths().add(attribute(value));
                case 'o' -> origin = originOf(value);
                default -> {}
            }
        }
        return new Outcome.Cut(new Blocks(origin, session, media));
    }

    private static @Nullable String fault(String line, int number) {
        if (number > SdpLimits.LINES) {
            return "more than " + SdpLimits.LINES + " lines";
        }
        if (line.length() > SdpLimits.LINE) {
            return "longer than " + SdpLimits.LINE + " characters";
        }
        if (line.length() < 2 || line.charAt(1) != '=' || line.charAt(0) < 'a' || line.charAt(0) > 'z') {
            return "is not <letter>=<value>";
        }
        return null;
    }

    private static Block.Attribute attribute(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Block.Attribute(text.strip(), "")
                : new Block.Attribute(
                        text.substring(0, colon), text.substring(colon + 1).strip());
    }

    private static String originOf(String value) {
        String[] words = Words.of(value);
        boolean readable = words.length >= 3 && Words.isNumber(words[1], 20) && Words.isNumber(words[2], 20);
        return readable ? words[1] + ' ' + words[2] : NO_ORIGIN;
    }
}
