package dev.stagedoor.signaling.web;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The little Markdown that the contract's descriptions use: paragraphs, {@code **strong**} and {@code `code`}. */
final class Prose {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern BLANK_LINE = Pattern.compile("\\n\\s*\\n");

    String line(@Nullable String text) {
        String safe = Html.escape(text);
        String withCode = CODE.matcher(safe).replaceAll("<code>$1</code>");
        return STRONG.matcher(withCode).replaceAll("<strong>$1</strong>");
    }

    String paragraphs(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "";
        }
        return Arrays.stream(BLANK_LINE.split(text.strip()))
                .map(paragraph -> "<p>" + line(paragraph) + "</p>")
                .collect(Collectors.joining("\n"));
    }
}
