package dev.stagedoor.billing.payments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature scheme {@code t=<unix seconds>,v1=<hex>}: HMAC-SHA-256 over the time, a dot, and the body byte for byte.
 * Several {@code v1} may stand side by side while a secret is being changed.
 */
final class WebhookSignature {
    /** How far the sender's clock and ours may be apart, and how old a replayed webhook may be. */
    static final long TOLERANCE_S = 300;

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /** The header for a body sent at that time. */
    static String sign(byte[] secret, long unixSeconds, byte[] body) {
        return "t=" + unixSeconds + ",v1=" + HexFormat.of().formatHex(mac(secret, unixSeconds, body));
    }

    /** Whether one of the header's signatures is right and its time close enough to now. */
    static boolean verify(byte[] secret, String header, byte[] body, long nowUnixSeconds) {
        long time = timeOf(header);
        if (time < 0 || Math.abs(nowUnixSeconds - time) > TOLERANCE_S) {
            return false;
        }
        byte[] expected = HexFormat.of().formatHex(mac(secret, time, body)).getBytes(StandardCharsets.US_ASCII);
        boolean found = false;
        for (String part : header.split(",", -1)) {
            if (part.startsWith("v1=")) {
                byte[] given = part.substring(3).getBytes(StandardCharsets.US_ASCII);
                found |= MessageDigest.isEqual(expected, given);
            }
        }
        return found;
    }

    private static long timeOf(String header) {
        for (String part : header.split(",", -1)) {
            if (part.matches("t=\\d{1,12}")) {
                return Long.parseLong(part.substring(2));
            }
        }
        return -1;
    }

    private static byte[] mac(byte[] secret, long unixSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((unixSeconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }
}
