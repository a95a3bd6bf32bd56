package dev.stagedoor.signaling.identity;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Codes for whoever has lost the authenticator, each good once. 80 random bits, so that a plain digest keeps them. */
final class RecoveryCodes {
    static final int COUNT = 10;
    private static final int BYTES = 10;
    private static final int GROUP = 4;

    private RecoveryCodes() {}

    static List<String> make(SecureRandom random) {
        List<String> codes = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            codes.add(grouped(Base32.encode(bytes).toLowerCase(Locale.ROOT)));
        }
        return codes;
    }

    private static String grouped(String text) {
        return text.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    /** What is kept of a code, however it was typed: in capitals, with other spaces. */
    static TokenDigest digest(String code) {
        return TokenDigest.of(code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }
}
