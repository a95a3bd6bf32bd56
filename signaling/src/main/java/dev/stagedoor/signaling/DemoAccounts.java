package dev.stagedoor.signaling;

import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.EmailAddress;
import dev.stagedoor.signaling.identity.Identity;
import dev.stagedoor.signaling.identity.Registration;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.people.PerformerSettings;
import dev.stagedoor.signaling.people.Performers;
import java.time.LocalDate;
import java.util.UUID;

/** Four people to try things out with. What exists already is left as it is, changed passwords included. */
public final class DemoAccounts {
    private static final LocalDate BIRTHDAY = LocalDate.of(1990, 1, 1);
    private static final Money AUDIO_RATE = new Money(5_000, "COIN");
    private static final Money VIDEO_RATE = new Money(8_000, "COIN");

    private final Identity identity;
    private final Performers performers;

    DemoAccounts(Identity identity, Performers performers) {
        this.identity = identity;
        this.performers = performers;
    }

    /** How one of them signs in. */
    public record SignIn(String email, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return email;
        }
    }

    /** Who they are. */
    public record Ids(UUID performer, UUID viewer, UUID admin, UUID finance) {}

    /**
     * Makes those that do not exist.
     *
     * @param finance a second pair of eyes for what the admin proposes
     */
    public Ids provide(SignIn performer, SignIn viewer, SignIn admin, SignIn finance) {
        UUID maya = provide(performer, "Maya", Role.PERFORMER);
        if (performers.find(maya) == null) {
            performers.put(
                    maya,
                    new PerformerSettings(
                            "Stand-up and small talk. Ask me for the train story.",
                            AUDIO_RATE,
                            VIDEO_RATE,
                            Increment.MINUTE));
        }
        return new Ids(
                maya,
                provide(viewer, "Asha", Role.VIEWER),
                provide(admin, "Admin", Role.ADMIN),
                provide(finance, "Finance", Role.FINANCE));
    }

    private UUID provide(SignIn signIn, String displayName, Role role) {
        Account account = identity.provide(new Registration(
                new EmailAddress(signIn.email()), signIn.password(), displayName, role, BIRTHDAY, null));
        return account.id();
    }
}
