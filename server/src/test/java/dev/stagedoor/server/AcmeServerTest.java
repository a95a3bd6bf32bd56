package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.server.doctor.Doctor;
import dev.stagedoor.server.doctor.Finding;
import dev.stagedoor.server.tls.Certificates;
import dev.stagedoor.server.tls.Pebble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole server that is told nothing but a name and that the terms are agreed to. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AcmeServerTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aNewServerIsThereUnderItsNameByHttps() throws Exception {
        assumeTrue(Pebble.isInstalled(), "pebble is not installed: ./stagedoor test installs it where it can");
        try (Pebble pebble = Pebble.start(folder)) {
            Settings settings = settings(pebble, 0, 0);
            Path root = Files.writeString(folder.resolve("root.pem"), pebble.root());
            SSLContext trusting = Certificate.contextTrusting(Certificates.read(root));
            try (Stagedoor server = Stagedoor.start(settings, TestData.in(folder, "data"), folder);
                    HttpClient client =
                            HttpClient.newBuilder().sslContext(trusting).build()) {
                String site = "https://localhost:" + server.httpPort();
                assertThat(get(client, site + "/health/ready").statusCode()).isEqualTo(200);
                assertThat(get(client, site + "/metrics").body())
                        .contains(
                                "stagedoor_tls_certificate_ends_timestamp_seconds",
                                "stagedoor_tls_acme_failures_total 0");
                assertThat(Doctor.everything(
                                settings(pebble, server.httpPort(), server.mediaPort()),
                                folder.resolve("data"),
                                Optional::empty))
                        .as("what doctor finds beside it")
                        .filteredOn(finding -> finding.check().endsWith("-port"))
                        .hasSize(3)
                        .noneMatch(Finding::isFailure);
                String plain = "http://localhost:" + pebble.challengePort();
                assertThat(get(client, plain + "/shows?q=1").headers().firstValue("Location"))
                        .contains(site + "/shows?q=1");
            }
        }
    }

    private Settings settings(Pebble pebble, int httpPort, int mediaPort) throws IOException {
        return Settings.load(
                folder.resolve("none"),
                false,
                Map.of(),
                Map.of(
                        "http.port", Integer.toString(httpPort),
                        "media.port", Integer.toString(mediaPort),
                        "tls.acme.domains", "localhost",
                        "tls.acme.terms-agreed", "true",
                        "tls.acme.directory", pebble.directory().toString(),
                        "tls.acme.trust", pebble.trust().toString(),
                        "tls.acme.http-port", Integer.toString(pebble.challengePort())));
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
