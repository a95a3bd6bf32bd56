package dev.stagedoor.billing.referrals;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Codes for links: eight characters of Crockford's base 32, 40 bits, which nobody can guess their way through. */
final class ReferralCodes {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;

    private final RandomGenerator random;

    ReferralCodes(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As it is kept, whatever somebody made of it who wrote it down. */
    static String normal(String typed) {
        return typed.strip()
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
