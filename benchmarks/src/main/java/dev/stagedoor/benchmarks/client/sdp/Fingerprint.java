package dev.stagedoor.benchmarks.client.sdp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Fingerprint of a certificate (RFC 8122).
 *
 * @param algorithm hash name as in SDP, for example {@code sha-256}
 * @param value upper-case hexadecimal bytes joined by colons
 */
public record Fingerprint(String algorithm, String value) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    public Fingerprint {
        algorithm = algorithm.toLowerCase(Locale.ROOT);
        value = value.toUpperCase(Locale.ROOT);
    }

    /** The SHA-256 fingerprint of a certificate in DER. */
    public static Fingerprint sha256(byte[] certificate) {
        return of("sha-256", certificate);
    }

    /** Whether this fingerprint is that of {@code certificate}, DER. */
    public boolean matches(byte[] certificate) {
        return equals(of(algorithm, certificate));
    }

    private static Fingerprint of(String algorithm, byte[] certificate) {
        try {
            var digest = MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT));
            return new Fingerprint(algorithm, COLONS.formatHex(digest.digest(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("fingerprint by an unknown hash: " + algorithm, e);
        }
    }
}
