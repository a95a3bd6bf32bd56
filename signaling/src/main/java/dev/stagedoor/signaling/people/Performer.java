package dev.stagedoor.signaling.people;

import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.Presence;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A performer as others see them.
 *
 * @param rating mean of the stars, rounded to hundredths, null while there are none
 */
public record Performer(
        UUID id,
        String displayName,
        String bio,
        Money audioRate,
        Money videoRate,
        Increment increment,
        Presence presence,
        @Nullable Instant lastSeenAt,
        @Nullable Double rating,
        int ratingCount) {
    static Performer of(PerformerProfile profile, Presence presence) {
        return new Performer(
                profile.id(),
                profile.displayName(),
                profile.bio(),
                profile.audioRate(),
                profile.videoRate(),
                profile.increment(),
                presence,
                profile.lastSeenAt(),
                profile.rating(),
                profile.ratingCount());
    }
}
