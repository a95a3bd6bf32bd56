package dev.stagedoor.signaling.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stagedoor.signaling.Money;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object strictly. The first fault is kept and a stand-in returned, so that a message is
 * built in one expression and thrown away if {@link #fault()} is not null; bad input costs no exception.
 *
 * <p>Why not data binding: Jackson's reports name Java classes, stop at the first exception, and take {@code 1} for
 * {@code "1"} unless a dozen switches are set; here the rule is written where the field is read.
 */
final class Fields {
    /** {@code UUID.fromString} also takes {@code 1-1-1-1-1}. */
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3,8}");
    private static final UUID NO_UUID = new UUID(0, 0);

    private final JsonNode object;
    private final String path;
    private final Fault first;
    private final Set<String> read = new HashSet<>();

    /** Fields of the object {@code node}, which has been seen to be one. */
    Fields(JsonNode node) {
        this(node, "", new Fault());
    }

    private Fields(JsonNode object, String path, Fault first) {
        this.object = object;
        this.path = path;
        this.first = first;
    }

    /** What is wrong, null while nothing is. */
    @Nullable
    String fault() {
        return first.detail;
    }

    /** Where it is wrong. */
    @Nullable
    String faultPointer() {
        return first.pointer;
    }

    /** Refuses whatever was not read; to be called last. */
    void refuseOthers() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!read.contains(name)) {
                refuse(name, "is not a field of this message");
                return;
            }
        }
    }

    /** Whether a field that may be left out, or null, is there. */
    boolean optional(String name) {
        read.add(name);
        return object.hasNonNull(name);
    }

    /** A text of {@code min} to {@code max} UTF-16 units, without unpaired surrogates or NUL. */
    String text(String name, int min, int max) {
        JsonNode value = value(name);
        if (value == null) {
            return "";
        }
        if (!value.isTextual()) {
            return refuse(name, "must be a string", "");
        }
        String text = value.textValue();
        if (text.length() < min || text.length() > max) {
            return refuse(name, "must have %d to %d characters, has %d".formatted(min, max, text.length()), "");
        }
        if (text.codePoints().anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            return refuse(name, "holds a character that cannot be stored", "");
        }
        return text;
    }

    UUID uuid(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return NO_UUID;
        }
        if (!value.isTextual() || !UUID_TEXT.matcher(value.textValue()).matches()) {
            return refuse(name, "must be a UUID", NO_UUID);
        }
        return UUID.fromString(value.textValue());
    }

    @Nullable
    UUID optionalUuid(String name) {
        return optional(name) ? uuid(name) : null;
    }

    boolean bool(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return false;
        }
        return value.isBoolean() ? value.booleanValue() : refuse(name, "must be true or false", false);
    }

    long whole(String name, long min, long max) {
        JsonNode value = value(name);
        if (value == null) {
            return min;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return refuse(name, "must be a whole number", min);
        }
        long number = value.longValue();
        return number >= min && number <= max ? number : refuse(name, "must be from %d to %d".formatted(min, max), min);
    }

    <E extends Enum<E>> E oneOf(String name, List<E> allowed) {
        JsonNode value = value(name);
        if (value == null) {
            return allowed.getFirst();
        }
        for (E constant : allowed) {
            if (value.isTextual() && constant.name().equals(value.textValue())) {
                return constant;
            }
        }
        return refuse(name, "must be one of " + allowed, allowed.getFirst());
    }

    Money money(String name, long min, long max) {
        Fields inner = object(name);
        Money money = new Money(inner.whole("amountMinor", min, max), inner.text("currency", 1, 8));
        if (fault() == null && !CURRENCY.matcher(money.currency()).matches()) {
            inner.refuse("currency", "must be an upper case code");
        }
        inner.refuseOthers();
        return money;
    }

    /** The fields of an inner object; faults in it are faults here. */
    Fields object(String name) {
        JsonNode value = value(name);
        if (value != null && value.isObject()) {
            return new Fields(value, path + '/' + name, first);
        }
        refuse(name, "must be an object");
        return new Fields(JsonNodeFactory.instance.objectNode(), path + '/' + name, first);
    }

    private @Nullable JsonNode value(String name) {
        read.add(name);
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            refuse(name, "is missing");
            return null;
        }
        return value;
    }

    private void refuse(String name, String detail) {
        if (first.detail == null) {
            first.pointer = path + '/' + name.replace("~", "~0").replace("/", "~1");
            first.detail = detail;
        }
    }

    private <T> T refuse(String name, String detail, T standIn) {
        refuse(name, detail);
        return standIn;
    }

    /** The first fault of a message, shared by its inner objects. */
    private static final class Fault {
        private @Nullable String pointer;
        private @Nullable String detail;
    }
}
