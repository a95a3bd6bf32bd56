package dev.stagedoor.server.config;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One setting.
 *
 * @param name in the file, for example {@code http.port}; in the environment {@link #environmentName()}
 * @param defaultText what it is when nobody sets it, as text
 * @param parser text to value; throws {@link IllegalArgumentException} with what was expected
 * @param secret never printed
 * @param meaning one sentence for the operator, with the unit
 */
public record Key<T>(String name, String defaultText, Function<String, T> parser, boolean secret, String meaning) {

    /** The same key in the environment: {@code http.port} is {@code STAGEDOOR_HTTP_PORT}. */
    public String environmentName() {
        return "STAGEDOOR_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Key<String> text(String name, String defaultText, String meaning) {
        return new Key<>(name, defaultText, Function.identity(), false, meaning);
    }

    static Key<String> secret(String name, String meaning) {
        return new Key<>(name, "", Function.identity(), true, meaning);
    }

    static Key<List<String>> list(String name, String meaning) {
        return new Key<>(name, "", Key::parseList, false, meaning);
    }

    static Key<List<String>> servers(String name, String meaning) {
        return new Key<>(name, "", Key::parseServers, false, meaning);
    }

    static Key<Boolean> flag(String name, boolean defaultValue, String meaning) {
        return new Key<>(name, Boolean.toString(defaultValue), Key::parseFlag, false, meaning);
    }

    static Key<Integer> port(String name, int defaultValue, String meaning) {
        return new Key<>(
                name, Integer.toString(defaultValue), text -> (int) parseNumber(text, 0, 65_535), false, meaning);
    }

    static Key<Integer> integer(String name, int defaultValue, int minimum, int maximum, String meaning) {
        return new Key<>(
                name,
                Integer.toString(defaultValue),
                text -> (int) parseNumber(text, minimum, maximum),
                false,
                meaning);
    }

    static Key<Long> milliseconds(String name, long defaultValue, String meaning) {
        return new Key<>(
                name,
                Long.toString(defaultValue),
                text -> parseNumber(text, 0, 365L * 24 * 3600 * 1000),
                false,
                meaning);
    }

    static Key<Double> fraction(String name, double defaultValue, String meaning) {
        return new Key<>(name, Double.toString(defaultValue), Key::parseFraction, false, meaning);
    }

    /** Empty or an address of HTTP; one without a path gets {@code defaultPath}. */
    static Key<Optional<URI>> address(String name, String defaultPath, String meaning) {
        return new Key<>(name, "", text -> parseAddress(text, defaultPath), false, meaning);
    }

    /** Secret headers of HTTP, by name. */
    static Key<Map<String, String>> headers(String name, String meaning) {
        return new Key<>(name, "", Key::parseHeaders, true, meaning);
    }

    static <E extends Enum<E>> Key<E> choice(String name, E defaultValue, Class<E> type, String meaning) {
        return new Key<>(name, defaultValue.name(), text -> parseChoice(text, type), false, meaning);
    }

    private static long parseNumber(String text, long minimum, long maximum) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number", e);
        }
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException("expected " + minimum + " to " + maximum);
        }
        return value;
    }

    private static List<String> parseList(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static List<String> parseServers(String text) {
        List<String> servers = parseList(text);
        for (String server : servers) {
            if (!server.matches("https?://[^/?#@\\s]+/?")) {
                throw new IllegalArgumentException(
                        "expected servers like https://media1.example.org, without path, name or password");
            }
        }
        return servers;
    }

    private static double parseFraction(String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number such as 0.1", e);
        }
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("expected 0 to 1");
        }
        return value;
    }

    private static Optional<URI> parseAddress(String text, String defaultPath) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("https?://[^/?#@\\s]+(/[^?#\\s]*)?")) {
            throw new IllegalArgumentException(
                    "expected an address like http://localhost:4318, without name, password or query");
        }
        URI address = URI.create(text);
        return Optional.of(
                address.getPath().isEmpty() || address.getPath().equals("/") ? address.resolve(defaultPath) : address);
    }

    private static Map<String, String> parseHeaders(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : parseList(text)) {
            int equals = header.indexOf('=');
            if (equals < 1 || !header.substring(0, equals).strip().matches("[A-Za-z0-9-]+")) {
                throw new IllegalArgumentException("expected name=value, comma-separated");
            }
            headers.put(
                    header.substring(0, equals).strip(),
                    header.substring(equals + 1).strip());
        }
        return headers;
    }

    private static boolean parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private static <E extends Enum<E>> E parseChoice(String text, Class<E> type) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected one of " + Arrays.toString(type.getEnumConstants()), e);
        }
    }
}
