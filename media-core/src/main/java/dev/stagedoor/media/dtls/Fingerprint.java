package dev.stagedoor.media.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a certificate, as the {@code a=fingerprint} line of SDP carries it (RFC 8122 §5).
 *
 * @param hash the hash function's name in lower case, such as {@code sha-256}
 * @param value the hash in upper-case hexadecimal bytes with colons between them
 */
public record Fingerprint(String hash, String value) {
    private static final HexFormat BYTES = HexFormat.ofDelimiter(":").withUpperCase();

    /** SDP's names and Java's; the broken ones (MD5, SHA-1) are left out on purpose. */
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

    /** How long what they make is. */
    private static final Map<String, Integer> BYTES_OF = Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);

    /** The SHA-256 fingerprint of a certificate in DER form. */
    public static Fingerprint sha256(byte[] certificate) {
        return new Fingerprint("sha-256", digest("SHA-256", certificate));
    }

    /** Reads the value of an SDP fingerprint attribute; null if it is malformed or its hash function is not trusted. */
    public static @Nullable Fingerprint parse(String attribute) {
        String[] parts = attribute.strip().split(" +", 3);
        if (parts.length != 2) {
            return null;
        }
        String hash = parts[0].toLowerCase(Locale.ROOT);
        String value = parts[1].toUpperCase(Locale.ROOT);
        boolean wellFormed =
                value.length() == 3 * BYTES_OF.getOrDefault(hash, 0) - 1 && value.matches("[0-9A-F]{2}(:[0-9A-F]{2})*");
        return wellFormed ? new Fingerprint(hash, value) : null;
    }

    /** Whether this is the fingerprint of the certificate in DER form. */
    public boolean matches(byte[] certificate) {
        String algorithm = ALGORITHMS.get(hash);
        return algorithm != null && value.equals(digest(algorithm, certificate));
    }

    /** The value of the SDP attribute. */
    @Override
    public String toString() {
        return hash + " " + value;
    }

    private static String digest(String algorithm, byte[] certificate) {
        try {
            return BYTES.formatHex(MessageDigest.getInstance(algorithm).digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks " + algorithm, e);
        }
    }
}
