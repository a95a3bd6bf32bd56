package dev.stagedoor.signaling.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one level: of the session, or of one media section beginning with its {@code m=} line.
 *
 * @param media the value of the {@code m=} line, null at session level
 * @param attributes the {@code a=} lines in their order
 * @param bandwidths the {@code b=} lines, by what they count
 */
record Block(@Nullable String media, List<Attribute> attributes, List<Attribute> bandwidths) {
    /** @param value what follows the colon, empty for a property attribute */
    record Attribute(String name, String value) {}

    boolean has(String name) {
        return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    /** The first value, null if there is none. */
    @Nullable
    String first(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return attribute.value();
            }
        }
        return null;
    }

    /** All values, in order. */
    List<String> all(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value)
                .toList();
    }
}
