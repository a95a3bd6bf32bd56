package dev.stagedoor.signaling.identity;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by time (RFC 6238): six digits that follow from a secret and the number of the 30 seconds we live in. SHA-1 and these
 * lengths are what every authenticator app reads; some ignore any others that the address names.
 */
final class TimeCode {
    /** Section 4 of RFC 4226 asks for 128 bits at least, and recommends 160. */
    private static final int SECRET_BYTES = 20;

    private static final long STEP_SECONDS = 30;
    /** How many steps a clock may be off, either way (section 5.2: one is recommended at most). */
    private static final long DRIFT_STEPS = 1;

    /** Six digits. */
    private static final int MODULUS = 1_000_000;

    private static final String ALGORITHM = "HmacSHA1";

    private TimeCode() {}

    static byte[] newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** The step whose code this is, now or one off; empty if it is none of theirs. */
    static OptionalLong step(byte[] secret, String code, Instant now) {
        long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        for (long step = present - DRIFT_STEPS; step <= present + DRIFT_STEPS; step++) {
            if (same(at(secret, step), code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The code of a step: four bytes of the digest, at a place that its last half byte names (RFC 4226 section 5.3). */
    static String at(byte[] secret, long step) {
        byte[] digest =
                digest(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = digest[digest.length - 1] & 0xf;
        int number = ByteBuffer.wrap(digest).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % MODULUS);
    }

    private static byte[] digest(byte[] secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM + " and takes any bytes for its key", e);
        }
    }

    private static boolean same(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** What the QR code says: the address that authenticator apps agreed on. */
    static String address(byte[] secret, String issuer, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d"
                .formatted(encoded(issuer), encoded(account), Base32.encode(secret), encoded(issuer), STEP_SECONDS);
    }

    private static String encoded(String text) {
        // Apps show a plus sign of a form's encoding as it is.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
