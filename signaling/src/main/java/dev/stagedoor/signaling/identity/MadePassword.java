package dev.stagedoor.signaling.identity;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * A password that nobody has chosen: shown once to whoever asked for it.
 *
 * @param text 24 letters and digits, 120 bits of chance
 * @param hash Argon2id in the PHC string format
 */
public record MadePassword(String text, String hash) {
    private static final int BYTES = 15;

    /** A new one. Blocks for as long as hashing takes. */
    public static MadePassword make() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String text = Base32.encode(random).toLowerCase(Locale.ROOT);
        try (PasswordHasher hasher = new PasswordHasher(PasswordHasher.Parameters.defaults())) {
            String hash = hasher.hash(text);
            if (hash == null) {
                throw new IllegalStateException("interrupted while hashing");
            }
            return new MadePassword(text, hash);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MadePassword";
    }
}
