package dev.stagedoor.billing.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a wallet's history ended, in each of the three lists that it is merged from.
 *
 * @param version of the wallet's account, which counts what happened to it
 * @param call the last call that was shown
 * @param booking the last booking's fee
 */
record MovementCursor(long version, Cursor call, Cursor booking) {
    static final MovementCursor START = new MovementCursor(Long.MAX_VALUE, Cursor.START, Cursor.START);

    private static final int PARTS = 3;

    /** A cursor from outside; one that is not ours starts from the beginning. */
    static MovementCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            return parts.length == PARTS
                    ? new MovementCursor(
                            Cursor.parseNumber(parts[0], Long.MAX_VALUE),
                            Cursor.parse(parts[1]),
                            Cursor.parse(parts[2]))
                    : START;
        } catch (IllegalArgumentException e) {
            return START;
        }
    }

    String text() {
        String parts = version + " " + call.text() + " " + booking.text();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }

    MovementCursor withVersion(long last) {
        return new MovementCursor(last, call, booking);
    }

    MovementCursor withCall(Cursor last) {
        return new MovementCursor(version, last, booking);
    }

    MovementCursor withBooking(Cursor last) {
        return new MovementCursor(version, call, last);
    }
}
