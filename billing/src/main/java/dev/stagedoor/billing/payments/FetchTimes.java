package dev.stagedoor.billing.payments;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a provider is asked about an order of which it says nothing by itself: three minutes after it was made (the database's
 * default), and then whenever it is twice as old as it was, so that half a year takes seventeen questions.
 */
public final class FetchTimes {
    /** While its buyer looks at it: no sooner after the last question than this, nor than an eighth of its age. */
    public static final Duration WATCHED_AT_LEAST = Duration.ofSeconds(20);

    private static final Duration AT_LEAST = Duration.ofMinutes(3);

    private FetchTimes() {}

    /**
     * When it is asked next.
     *
     * @param payableFor how long it can be paid at all; the last question is when that is over
     * @return null if it is not asked any more
     */
    public static @Nullable Instant next(Instant orderedAt, Duration payableFor, Instant now) {
        Instant over = orderedAt.plus(payableFor);
        if (!now.isBefore(over)) {
            return null;
        }
        Duration age = Duration.between(orderedAt, now);
        Instant next = now.plus(age.compareTo(AT_LEAST) < 0 ? AT_LEAST : age);
        return next.isBefore(over) ? next : over;
    }
}
