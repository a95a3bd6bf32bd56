package dev.stagedoor.billing.payments;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Fields that providers send as a form, behind a question mark, or line by line. */
final class FormFields {
    private FormFields() {}

    /** As they are; of a field that comes twice the last. */
    static Map<String, String> of(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    /** The same where a signature is over them: one that comes twice throws {@link IllegalArgumentException}. */
    static Map<String, String> once(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0
                    && fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("a field that comes twice");
            }
        }
        return fields;
    }

    /** Lines of {@code name: value}. */
    static Map<String, String> lines(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0
                    && fields.put(
                                    line.substring(0, colon).strip(),
                                    line.substring(colon + 1).strip())
                            != null) {
                throw new IllegalArgumentException("a line that comes twice");
            }
        });
        return fields;
    }

    /** A field that must be there; throws {@link IllegalArgumentException} if it is not. */
    static String need(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
