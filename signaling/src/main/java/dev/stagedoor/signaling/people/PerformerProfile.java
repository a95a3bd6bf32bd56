package dev.stagedoor.signaling.people;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Entitlements.Rate;
import dev.stagedoor.signaling.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a performer who has set rates.
 *
 * @param audioRate coins a minute
 * @param videoRate coins a minute
 * @param lastSeenAt null if never online
 * @param ratingSum stars of all ratings together
 */
public record PerformerProfile(
        UUID id,
        String displayName,
        String bio,
        Money audioRate,
        Money videoRate,
        Increment increment,
        @Nullable Instant lastSeenAt,
        long ratingSum,
        int ratingCount) {
    /** The rate of a kind of call. */
    public Rate rate(CallKind kind) {
        return switch (kind) {
            case AUDIO -> new Rate(kind, audioRate, videoRate, increment);
            case VIDEO -> new Rate(kind, videoRate, audioRate, increment);
        };
    }

    /** Mean of the stars, null while there are none. */
    @Nullable
    Double rating() {
        return ratingCount == 0 ? null : Math.round(100.0 * ratingSum / ratingCount) / 100.0;
    }
}
