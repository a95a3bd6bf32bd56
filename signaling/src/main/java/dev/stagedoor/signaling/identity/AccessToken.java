package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What a genuine access token says.
 *
 * @param roles without those of the house, if {@code lacksSecondFactor}
 * @param lacksSecondFactor whether the person works for the house, which asks for a second factor, and has set up none
 */
public record AccessToken(UUID userId, UUID sessionId, Set<Role> roles, Instant expiresAt, boolean lacksSecondFactor) {
    /** Copies the roles. */
    public AccessToken {
        roles = Set.copyOf(roles);
    }

    /** What came of looking at a token. */
    public sealed interface Verification {
        record Valid(AccessToken token) implements Verification {}

        /** Genuine, but its time is over. */
        record Expired() implements Verification {}

        /** Not one of ours, whatever the reason. The reason is not told: it only helps forgers. */
        record Invalid() implements Verification {}
    }
}
