package dev.stagedoor.signaling.identity;

import java.math.BigInteger;
import java.time.Instant;
import java.util.stream.Stream;

/** An authenticator app: it knows the secret as it was shown, and the time. */
public final class TestApp {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_BYTES = 20;

    private TestApp() {}

    /** What it shows at that moment. */
    public static String code(String secret, Instant at) {
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < secret.length(); i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(secret.charAt(i))));
        }
        byte[] key = new byte[SECRET_BYTES];
        byte[] number = bits.toByteArray();
        int length = Math.min(number.length, SECRET_BYTES);
        System.arraycopy(number, number.length - length, key, SECRET_BYTES - length, length);
        return TimeCode.at(key, at.getEpochSecond() / 30);
    }

    /** A code that is none of now. */
    public static String wrong(String secret, Instant at) {
        return Stream.of(-30, 0, 30)
                        .anyMatch(off -> code(secret, at.plusSeconds(off)).equals("000000"))
                ? "111111"
                : "000000";
    }
}
