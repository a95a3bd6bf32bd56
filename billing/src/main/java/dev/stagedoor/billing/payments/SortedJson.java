package dev.stagedoor.billing.payments;

import java.util.Map;
import java.util.TreeMap;

/**
 * A JSON text (RFC 8259) with the members of every object in the order of their names and nothing between the tokens. Names,
 * strings and numbers stay letter for letter as they were sent, because a signature is over them: 0.10 is not 0.1.
 */
final class SortedJson {
    private static final int DEEPEST = 32;

    private final String text;
    private int at;
    private int depth;

    private SortedJson(String text) {
        this.text = text;
    }

    /** Throws {@link IllegalArgumentException} for what is no JSON, is nested too deep, or names a member twice. */
    static String of(String text) {
        SortedJson reader = new SortedJson(text);
        String sorted = reader.value();
        reader.skipSpace();
        if (reader.at != text.length()) {
            throw new IllegalArgumentException("more than one JSON value");
        }
        return sorted;
    }

    private String value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> word();
        };
    }

    private String object() {
        enter();
        Map<String, String> members = new TreeMap<>();
        for (boolean more = peek() != '}'; more; more = continues('}')) {
            skipSpace();
            String quoted = string();
            // Without its quotation marks, of which the last would take part in the order.
            String name = quoted.substring(1, quoted.length() - 1);
            skipSpace();
            expect(':');
            if (members.put(name, value()) != null) {
                throw new IllegalArgumentException("a member that comes twice");
            }
            skipSpace();
        }
        leave('}');
        StringBuilder sorted = new StringBuilder("{");
        members.forEach((name, value) -> {
            sorted.append(sorted.length() > 1 ? "," : "");
            sorted.append('"').append(name).append("\":").append(value);
        });
        return sorted.append('}').toString();
    }

    private String array() {
        enter();
        StringBuilder values = new StringBuilder("[");
        for (boolean more = peek() != ']'; more; more = continues(']')) {
            values.append(values.length() > 1 ? "," : "").append(value());
            skipSpace();
        }
        leave(']');
        return values.append(']').toString();
    }

    /** With its quotation marks. */
    private String string() {
        int from = at;
        expect('"');
        while (peek() != '"') {
            at += peek() == '\\' ? 2 : 1;
        }
        at++;
        return text.substring(from, at);
    }

    /** A number, or one of three names. */
    private String word() {
        int from = at;
        while (at < text.length() && "+-.0123456789Eaeflnrstu".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String word = text.substring(from, at);
        boolean known = word.equals("true") || word.equals("false") || word.equals("null");
        if (!known && !word.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
            throw new IllegalArgumentException("no JSON");
        }
        return word;
    }

    private void enter() {
        at++;
        depth++;
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
        skipSpace();
    }

    private void leave(char end) {
        expect(end);
        depth--;
    }

    private boolean continues(char end) {
        if (peek() == end) {
            return false;
        }
        expect(',');
        return true;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new IllegalArgumentException("no JSON");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("no JSON");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
