package dev.stagedoor.billing.payments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests and signatures of providers, in lower-case hexadecimal, and their comparison in constant time. */
public final class Signatures {
    private Signatures() {}

    /** HMAC-SHA-256 under a secret of text. */
    public static String hmacSha256(String secret, byte[] message) {
        return hmac("HmacSHA256", secret, message);
    }

    /** HMAC-SHA-512 under a secret of text. */
    static String hmacSha512(String secret, byte[] message) {
        return hmac("HmacSHA512", secret, message);
    }

    private static String hmac(String algorithm, String secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }

    /**
     * A plain digest, where a provider's protocol prescribes one.
     *
     * @param algorithm {@code MD5}, {@code SHA-1} or {@code SHA-256}
     */
    static String digest(String algorithm, String message) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }

    /** Whether they are the same, without telling by the time taken where they differ. */
    public static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
