package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    private static final String PASSWORD = "not a secret";

    @TempDir
    private Path folder = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private TlsFiles files;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        write("first", Instant.EPOCH);
        serve(new HttpConfig.Tls(folder.resolve("cert.pem"), folder.resolve("key.pem")));
    }

    private void serve(HttpConfig.Tls pair) {
        files = new TlsFiles(pair);
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        files.secure(options);
        server = vertx.createHttpServer(options)
                .requestHandler(request -> request.response().end("hello"))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void showsTheCertificateOfTheFiles() throws Exception {
        assertThat(shown("TLSv1.3")).isEqualTo("CN=first");
    }

    @Test
    void speaksNoTlsThatIsOutdated() {
        Assertions.assertThatThrownBy(() -> shown("TLSv1.1")).isInstanceOf(Exception.class);
    }

    @Test
    void takesARenewedCertificateUpWithoutARestartAndOpenConnectionsGoOn() throws Exception {
        try (SSLSocket open = connect()) {
            assertThat(asked(open)).contains("hello");
            write("second", Instant.EPOCH.plusSeconds(60));
            files.look(server).toCompletionStage().toCompletableFuture().join();
            assertThat(shown("TLSv1.3")).isEqualTo("CN=second");
            assertThat(asked(open)).contains("hello");
        }
    }

    @Test
    void takesKeyAndCertificateFromOneFileToo() throws Exception {
        Path both = folder.resolve("both.pem");
        joinInto(both, Instant.EPOCH);
        serve(new HttpConfig.Tls(both, both));
        assertThat(shown("TLSv1.3")).isEqualTo("CN=first");
        write("second", Instant.EPOCH);
        joinInto(both, Instant.EPOCH.plusSeconds(60));
        files.look(server).toCompletionStage().toCompletableFuture().join();
        assertThat(shown("TLSv1.3")).isEqualTo("CN=second");
    }

    private static String asked(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("hello") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + answer);
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    private void joinInto(Path both, Instant changed) throws IOException {
        Files.writeString(
                both, Files.readString(folder.resolve("key.pem")) + Files.readString(folder.resolve("cert.pem")));
        Files.setLastModifiedTime(both, FileTime.from(changed));
    }

    @Test
    void goesOnWithTheFormerWhereTheNewOneIsBroken() throws Exception {
        Files.writeString(folder.resolve("cert.pem"), "-----BEGIN CERTIFICATE-----\nnonsense\n");
        Files.setLastModifiedTime(folder.resolve("cert.pem"), FileTime.from(Instant.EPOCH.plusSeconds(90)));
        files.look(server).toCompletionStage().toCompletableFuture().join();
        assertThat(shown("TLSv1.3")).isEqualTo("CN=first");
    }

    private String shown(String protocol) throws GeneralSecurityException, IOException {
        try (SSLSocket socket = connect()) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        } catch (SSLException e) {
            throw new IOException(e);
        }
    }

    private SSLSocket connect() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.actualPort());
    }

    /** What is asked is which certificate is shown, not whether to trust it. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A pair made by the JDK's keytool, with the time of change that is asked for. */
    private void write(String name, Instant changed)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        pem("cert.pem", "CERTIFICATE", keys.getCertificate(name).getEncoded(), changed);
        pem("key.pem", "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded(), changed);
    }

    private void pem(String file, String label, byte[] der, Instant changed) throws IOException {
        Path path = folder.resolve(file);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(path, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
        Files.setLastModifiedTime(path, FileTime.from(changed));
    }
}
