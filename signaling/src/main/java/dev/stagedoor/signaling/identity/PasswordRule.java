package dev.stagedoor.signaling.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a new password must be. Length is what counts (NIST SP 800-63B section 3.1.1.2); composition rules are left out. */
public enum PasswordRule {
    TOO_SHORT("A password has at least 10 characters."),
    TOO_LONG("A password has at most 200 characters."),
    IS_EMAIL("The password must not be the e-mail address.");

    private static final int MINIMUM = 10;
    /** Hashing reads all of it, so that a limit is needed; nobody types more. */
    private static final int MAXIMUM = 200;

    private final String sentence;

    PasswordRule(String sentence) {
        this.sentence = sentence;
    }

    /** The rule for people. */
    public String sentence() {
        return sentence;
    }

    /** The first rule that the password breaks, null if it breaks none. */
    static @Nullable PasswordRule brokenBy(String password, EmailAddress email) {
        int length = password.codePointCount(0, password.length());
        if (length < MINIMUM) {
            return TOO_SHORT;
        }
        if (length > MAXIMUM) {
            return TOO_LONG;
        }
        return password.strip().toLowerCase(Locale.ROOT).equals(email.key()) ? IS_EMAIL : null;
    }
}
