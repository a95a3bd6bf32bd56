package dev.stagedoor.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A certificate made for one test by the JDK's keytool, and who trusts it. */
public final class Certificate {
    private static final String PASSWORD = "not a secret";
    private static final String ALIAS = "server";

    private final Path folder;
    private final KeyStore store;

    private Certificate(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * Makes one, or reads it again if it is there: keytool is a virtual machine of its own.
     *
     * @param folder of this certificate alone
     * @param address the IP address that it is for
     */
    public static Certificate make(Path folder, String address) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        if (!Files.exists(keys)) {
            generate(keys, address);
        }
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            write(
                    folder.resolve("cert.pem"),
                    "CERTIFICATE",
                    store.getCertificate(ALIAS).getEncoded());
            write(
                    folder.resolve("key.pem"),
                    "PRIVATE KEY",
                    store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            return new Certificate(folder, store);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void generate(Path keys, String address) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + ALIAS,
                        "-ext",
                        "san=ip:" + address,
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }

    /** PEM file. */
    public Path certificate() {
        return folder.resolve("cert.pem");
    }

    /** PEM file, PKCS #8. */
    public Path key() {
        return folder.resolve("key.pem");
    }

    /** Of somebody who trusts this certificate and no other. */
    public SSLSocketFactory trusting() throws GeneralSecurityException {
        return context().getSocketFactory();
    }

    /** Of somebody who trusts this certificate and no other. */
    public SSLContext context() throws GeneralSecurityException {
        return contextTrusting(store.getCertificate(ALIAS));
    }

    /** Of the server that it is for. */
    public SSLContext server() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Of somebody who trusts one certificate and no other. */
    public static SSLContext contextTrusting(java.security.cert.Certificate only) throws GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        trusted.setCertificateEntry(ALIAS, only);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void write(Path file, String label, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END " + label + "-----\n");
    }
}
