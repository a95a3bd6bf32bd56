package dev.stagedoor.signaling.identity;

import java.time.LocalDate;

/** What somebody who signs up tells us. */
public record Registration(EmailAddress email, String password, String displayName, Role role, LocalDate dateOfBirth) {
    /** Without the password. */
    @Override
    public String toString() {
        return "Registration[" + role + "]";
    }
}
