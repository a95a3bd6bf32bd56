package dev.stagedoor.media;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The text of {@code a=fmtp} taken apart: {@code name=value} pairs between semicolons (RFC 8866 §6.15). */
final class FormatParameters {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Never fails: what is not a pair is kept with an empty value. */
    FormatParameters(String text) {
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            String name =
                    (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                values.put(name, equals < 0 ? "" : part.substring(equals + 1).strip());
            }
        }
    }

    /** The value, empty if absent. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }
}
