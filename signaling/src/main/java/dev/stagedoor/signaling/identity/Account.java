package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person, without anything that proves who they are.
 *
 * @param locale in which they used the page last (BCP 47), null if it has never said
 */
public record Account(
        UUID id,
        String email,
        String displayName,
        String bio,
        Set<Role> roles,
        LocalDate dateOfBirth,
        Instant createdAt,
        @Nullable String locale) {
    /** Copies the roles. */
    public Account {
        roles = Set.copyOf(roles);
    }
}
