package dev.stagedoor.signaling.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a message is tried again, or whatever else leaves the house without an answer. Together a little less than four days, about
 * as long as mail servers try among themselves (RFC 5321 section 4.5.4.1): somebody has the weekend to set the server right.
 */
public final class Patience {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1));

    private Patience() {}

    /** After this attempt, counted from 1, has failed; null if it was the last. */
    public static @Nullable Instant nextAfter(int attempt, Instant now) {
        return attempt > PAUSES.size() ? null : now.plus(PAUSES.get(attempt - 1));
    }
}
