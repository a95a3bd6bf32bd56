package dev.stagedoor.billing.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the moment and the id of its last line. Pages are found by comparing with these, never by counting
 * off, so a long history is as fast at its end as at its beginning.
 */
record Cursor(OffsetDateTime at, UUID id) {
    /** After every line there is. */
    static final Cursor START =
            new Cursor(OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), new UUID(-1L, -1L));

    private static final OffsetDateTime EARLIEST = Instants.utc(Instant.EPOCH);

    /** A cursor from outside; one that is not ours starts from the beginning. */
    static Cursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", -1);
            if (parts.length != 2) {
                return START;
            }
            Cursor cursor = new Cursor(Instants.utc(Instant.parse(parts[0])), UUID.fromString(parts[1]));
            // What lies outside is no moment to the database.
            return cursor.at.isBefore(EARLIEST) || cursor.at.isAfter(START.at) ? START : cursor;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return START;
        }
    }

    /** The last number of a page of numbered lines; {@code fallback} for the first page and for cursors not ours. */
    static long parseNumber(@Nullable String text, long fallback) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : fallback;
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at.toInstant() + "|" + id).getBytes(StandardCharsets.UTF_8));
    }
}
