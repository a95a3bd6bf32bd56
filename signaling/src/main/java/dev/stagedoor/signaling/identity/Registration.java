package dev.stagedoor.signaling.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who signs up tells us.
 *
 * @param origin null for who came by nobody's link
 */
public record Registration(
        EmailAddress email,
        String password,
        String displayName,
        Role role,
        LocalDate dateOfBirth,
        @Nullable Origin origin) {
    /** Without the password. */
    @Override
    public String toString() {
        return "Registration[" + role + "]";
    }
}
