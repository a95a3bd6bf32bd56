package dev.stagedoor.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM files (RFC 7468 section 10), and which certificate they belong to. */
public final class PrivateKeys {
    private static final Pattern PKCS8 =
            Pattern.compile("(?s)-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----");
    private static final byte[] ANYTHING = {1, 2, 3};

    private PrivateKeys() {}

    /**
     * Whether this file's key is the one of the certificate: what it signs, the certificate's public key verifies.
     *
     * @throws IOException saying what is wrong with the file
     */
    public static boolean fits(Path file, X509Certificate certificate) throws IOException {
        byte[] encoded = read(file);
        String algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(signatureOf(algorithm));
            signature.initSign(key);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (InvalidKeySpecException | java.security.InvalidKeyException | java.security.SignatureException other) {
            // A key of another kind, or of another length.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IOException("keys of " + algorithm + " are not known here", e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        Matcher pem = PKCS8.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new IOException("there is no PRIVATE KEY in it");
        }
        try {
            return Base64.getMimeDecoder().decode(pem.group(1));
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no PEM", e);
        }
    }

    private static String signatureOf(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> algorithm;
        };
    }
}
