package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/** A person, without anything that proves who they are. */
public record Account(
        UUID id,
        String email,
        String displayName,
        String bio,
        Set<Role> roles,
        LocalDate dateOfBirth,
        Instant createdAt) {
    /** Copies the roles. */
    public Account {
        roles = Set.copyOf(roles);
    }
}
