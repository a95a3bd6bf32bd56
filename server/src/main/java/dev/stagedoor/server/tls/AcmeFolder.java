package dev.stagedoor.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account's key and the certificate in the data directory, for this user's eyes only. */
final class AcmeFolder {
    private static final Logger LOG = LoggerFactory.getLogger(AcmeFolder.class);

    /** Of account and certificate; every ACME server and every browser of today takes it. */
    private static final String CURVE = "secp256r1";

    private static final String PRIVATE = "PRIVATE KEY";

    private final AcmeConfig config;

    AcmeFolder(AcmeConfig config) {
        this.config = config;
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CURVE, e);
        }
    }

    /** The key that the ACME server knows us by, made the first time. */
    KeyPair accountKey() throws IOException {
        Path file = config.accountKey();
        if (!Files.exists(file)) {
            KeyPair made = newKey();
            write(
                    file,
                    block(PRIVATE, made.getPrivate().getEncoded())
                            + block("PUBLIC KEY", made.getPublic().getEncoded()));
            return made;
        }
        String text = Files.readString(file);
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(der(text, "PUBLIC KEY"))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(der(text, PRIVATE))));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no account key; remove it to get a new account: " + e.getMessage(), e);
        }
    }

    private static byte[] der(String pem, String label) throws IOException {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IOException(
                    "the account key in the data directory has no " + label + "; remove it to get a new account");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    /** The certificate that is there, whatever its dates and names. */
    Optional<X509Certificate> certificate() {
        if (!Files.exists(config.certificate())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Certificates.read(config.certificate()));
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is replaced: {}", config.certificate(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Puts a certificate in the place of the former one, at once with its key. */
    void keep(Key key, List<X509Certificate> chain) throws IOException {
        StringBuilder pem = new StringBuilder(block(PRIVATE, key.getEncoded()));
        try {
            for (X509Certificate each : chain) {
                pem.append(block("CERTIFICATE", each.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IOException("the certificate that was issued cannot be written", e);
        }
        write(config.certificate(), pem.toString());
    }

    private static String block(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
    }

    private void write(Path file, String text) throws IOException {
        if (!Files.isDirectory(config.folder())) {
            Files.createDirectory(
                    config.folder(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        // Under another name first: half a file must never be taken for one.
        Path unfinished = Files.createTempFile(
                config.folder(),
                String.valueOf(file.getFileName()),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
