package dev.stagedoor.signaling.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in sentences that have no reader's zone: {@code 24 November 2026 16:53 (UTC)}. */
public final class Moments {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm '(UTC)'", Locale.ENGLISH);

    private Moments() {}

    /** To the minute, rounded down. */
    public static String text(Instant moment) {
        return FORM.format(moment.atOffset(ZoneOffset.UTC));
    }
}
