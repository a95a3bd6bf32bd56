package dev.stagedoor.signaling.store;

import dev.stagedoor.signaling.WalletService.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins: the sort key of the last row shown. Unlike an offset it costs the same on every
 * page and neither skips nor repeats rows when others are added.
 *
 * @param name what the list is sorted by first, empty when it is sorted by id alone
 */
record Cursor(String name, UUID id) {
    private static final Cursor FOREIGN = new Cursor("", new UUID(0, 0));

    private static final int ID_LENGTH = 36;

    static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return plain.length() < ID_LENGTH
                    ? FOREIGN
                    : new Cursor(plain.substring(ID_LENGTH), UUID.fromString(plain.substring(0, ID_LENGTH)));
        } catch (IllegalArgumentException notOurs) {
            return FOREIGN;
        }
    }

    /** The condition that rows of a list by id, newest first, stand behind the cursor; all do if there is none. */
    static Condition before(@Nullable Cursor cursor, Field<UUID> id) {
        return cursor == null ? DSL.noCondition() : cursor.onlyOurs(id.lt(cursor.id()));
    }

    /** The same of a list by time, newest first, and by id within the same moment. */
    static Condition before(@Nullable Cursor cursor, Field<OffsetDateTime> time, Field<UUID> id) {
        if (cursor == null) {
            return DSL.noCondition();
        }
        try {
            OffsetDateTime last = Database.utc(Instant.parse(cursor.name()));
            return DSL.row(time, id).lessThan(last, cursor.id());
        } catch (DateTimeParseException notOurs) {
            return FOREIGN.onlyOurs(DSL.noCondition());
        }
    }

    /** The condition, or one that selects nothing when the cursor is not one of ours: starting over would be a loop. */
    Condition onlyOurs(Condition condition) {
        return equals(FOREIGN) ? DSL.falseCondition() : condition;
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + name).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a page of rows that were asked for with one more than the limit, which tells whether there is a next. */
    static <R, T> Page<T> page(List<R> rows, int limit, Function<R, T> item, Function<T, Cursor> cursor) {
        List<T> items = rows.stream().limit(limit).map(item).toList();
        String next = rows.size() > limit ? cursor.apply(items.getLast()).text() : null;
        return new Page<>(items, next);
    }
}
