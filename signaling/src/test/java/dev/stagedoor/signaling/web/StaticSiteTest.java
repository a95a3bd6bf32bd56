package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaticSiteTest {
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path app = folder.resolve("app");
        Files.createDirectories(app.resolve("assets"));
        Files.writeString(folder.resolve("secret.txt"), "for nobody");
        Files.writeString(app.resolve("index.html"), "<!doctype html><title>app</title>");
        Files.writeString(app.resolve("favicon.svg"), "<svg/>");
        Files.writeString(app.resolve("assets/index-B4x9Kq2z.js"), "export const answer = 42;\n".repeat(100));
        server = new TestServer(app);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # path,                        type,                            caching
            /,                             text/html; charset=utf-8,        no-cache
            /calls/123,                    text/html; charset=utf-8,        no-cache
            /favicon.svg,                  image/svg+xml,                   no-cache
            /assets/index-B4x9Kq2z.js,     text/javascript; charset=utf-8,  'public, max-age=31536000, immutable'
            """)
    void servesFilesAndTheAppsOwnRoutes(String path, String type, String caching) {
        Answer answer = server.anybody().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Cache-Control")).isEqualTo(caching);
        assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/gone-12345678.js",
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/assets/..%5c..%5csecret.txt",
                "/api/v1/nothing"
            })
    void servesNothingElse(String path) {
        Answer answer = server.anybody().get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.raw().body()).doesNotContain("for nobody");
    }

    @Test
    void sendsNothingTwice() {
        String etag = server.anybody().get("/").header("ETag");

        Answer again = server.anybody().get("/", "If-None-Match", etag);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.raw().body()).isEmpty();
    }

    @Test
    void compressesForThoseWhoCanUnpack() {
        Answer answer = server.anybody().get("/assets/index-B4x9Kq2z.js", "Accept-Encoding", "gzip, br");

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
    }

    @Test
    void showsTheContractAsAPage() {
        Answer page = server.anybody().get("/docs");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.raw().body())
                .contains("Create an account and sign in", "id=\"shape-Performer\"", "Role ADMIN")
                .doesNotContain("<script", "style=", "null");
        assertThat(server.anybody().get("/pages.css").header("Content-Type")).startsWith("text/css");
        assertThat(server.anybody().get("/openapi.yaml").raw().body()).startsWith("openapi: 3.1");
    }

    @Test
    void tellsThatItIsAliveAndReady() {
        assertThat(server.anybody().get("/health/live").body().path("status").asText())
                .isEqualTo("UP");
        assertThat(server.anybody()
                        .get("/health/ready")
                        .body()
                        .path("checks")
                        .path("database")
                        .asText())
                .isEqualTo("UP");
    }
}
