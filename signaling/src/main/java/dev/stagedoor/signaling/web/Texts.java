package dev.stagedoor.signaling.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.RequestParameter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts in JSON that no database keeps: with NUL, or with half of a surrogate pair. A contract cannot speak of them. */
final class Texts {
    private Texts() {}

    /** Where the first one is in a body, as a JSON pointer; null if there is none. */
    static @Nullable String unstorable(@Nullable RequestParameter body) {
        return body == null ? null : unstorable("#", body.get());
    }

    private static @Nullable String unstorable(String path, @Nullable Object value) {
        return switch (value) {
            case String text -> isStorable(text) ? null : path;
            case JsonObject object -> inObject(path, object);
            case JsonArray array -> inArray(path, array);
            case null, default -> null;
        };
    }

    private static @Nullable String inObject(String path, JsonObject object) {
        for (Map.Entry<String, Object> field : object) {
            String found =
                    isStorable(field.getKey()) ? unstorable(path + "/" + field.getKey(), field.getValue()) : path;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String inArray(String path, JsonArray array) {
        for (int i = 0; i < array.size(); i++) {
            String found = unstorable(path + "/" + i, array.getValue(i));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
