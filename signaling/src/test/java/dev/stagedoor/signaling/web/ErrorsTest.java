package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsTest {
    private TestServer server;
    private Browser viewer;

    @BeforeAll
    void start() {
        server = new TestServer();
        viewer = server.newPerson("VIEWER");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # method, path,                                        body,                       status, code
            GET,      /api/v1/nothing,                             ,                           404, NOT_FOUND
            DELETE,   /api/v1/me,                                  ,                           405, METHOD_NOT_ALLOWED
            POST,     /docs,                                       ,                           405, METHOD_NOT_ALLOWED
            PATCH,    /api/v1/me,                                  '{"bio": ',                 400, INVALID_REQUEST
            PATCH,    /api/v1/me,                                  '[1, 2]',                   400, INVALID_REQUEST
            PATCH,    /api/v1/me,                                  '{}',                       400, INVALID_REQUEST
            PATCH,    /api/v1/me,                                  '{"role": "ADMIN"}',        400, INVALID_REQUEST
            PATCH,    /api/v1/me,                                  '{"bio": 7}',               400, INVALID_REQUEST
            PATCH,    /api/v1/me,                                  ,                           400, INVALID_REQUEST
            GET,      /api/v1/performers/not-an-id,                ,                           400, INVALID_REQUEST
            GET,      /api/v1/performers?limit=0,                  ,                           400, INVALID_REQUEST
            GET,      /api/v1/performers?limit=x,                  ,                           400, INVALID_REQUEST
            GET,      /api/v1/performers?status=HERE,              ,                           400, INVALID_REQUEST
            GET,      /api/v1/performers?cursor=%2e%2e%2f,         ,                           400, INVALID_REQUEST
            GET,      /api/v1/performers?limit=%25,                ,                           400, INVALID_REQUEST
            POST,     /api/v1/wallet/orders,                       '{"packageId": "starter"}', 400, INVALID_REQUEST
            """)
    void refusesWithAProblem(String method, String path, String body, int status, String code) {
        Answer answer = viewer.send(method, path, body);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("title").asText()).isNotEmpty();
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
        assertThat(answer.body().path("instance").asText()).isEqualTo(path.replaceAll("\\?.*", ""));
    }

    @ParameterizedTest
    @CsvSource({"4200, 0, 414, URI_TOO_LONG", "10, 9000, 431, HEADERS_TOO_LARGE"})
    void refusesWithAProblemWhatIsTooLongToRead(int query, int header, int status, String code) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/api/v1/me?x=" + "a".repeat(query)))
                .header("X-Long", "a".repeat(header))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status);
        }
    }

    @Test
    void refusesWithAProblemWhatIsNoHttp() throws Exception {
        try (Socket socket =
                new Socket(server.uri("/").getHost(), server.uri("/").getPort())) {
            socket.getOutputStream().write("GET /x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.").contains(" 400 ", "\"code\":\"INVALID_REQUEST\"");
        }
    }

    @Test
    void pointsAtTheFieldAtFault() {
        Answer answer = viewer.patch("/api/v1/me", "{\"displayName\": \"A\"}");

        assertThat(answer.body().path("errors").path(0).path("pointer").asText())
                .isEqualTo("#/displayName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "b\\udc00"})
    void refusesATextThatNoDatabaseKeeps(String text) {
        Answer answer = viewer.patch("/api/v1/me", "{\"bio\": \"" + text + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.body().path("errors").path(0).path("pointer").asText())
                .isEqualTo("#/bio");
    }

    @Test
    void findsSuchATextHoweverDeepItIs() {
        Browser performer = server.newPerson("PERFORMER");
        String items =
                "{\"items\": [{\"title\": \"a\\u0000\", \"price\": {\"amountMinor\": 1000, \"currency\": \"COIN\"}}]}";

        Answer answer = performer.send("PUT", "/api/v1/performer/tip-menu", items);

        assertThat(answer.body().path("errors").path(0).path("pointer").asText())
                .isEqualTo("#/items/0/title");
    }

    @Test
    void pointsAtTheParameterAtFault() {
        Answer answer = viewer.get("/api/v1/performers?limit=1000");

        assertThat(answer.body().path("errors").path(0).path("pointer").asText())
                .isEqualTo("query/limit");
    }

    @Test
    void saysWhichMethodsThereAre() {
        assertThat(viewer.send("DELETE", "/api/v1/me", null).header("Allow")).isEqualTo("GET, PATCH");
    }

    @Test
    void refusesTwoMegabytesOfJsonAndGoesOn() {
        Answer answer = viewer.patch("/api/v1/me", "{\"bio\": \"" + "x".repeat(2_000_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(viewer.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void refusesOtherMediaTypes() {
        Answer answer = viewer.send("PATCH", "/api/v1/me", "bio=hello", "Content-Type", "text/plain");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void givesEveryResponseAnIdAndTheSecurityHeaders() {
        Answer answer = viewer.get("/api/v1/me", "X-Request-Id", "trace-0001");
        Answer injected = viewer.get("/api/v1/me", "X-Request-Id", "short");

        assertThat(answer.header("X-Request-Id")).isEqualTo("trace-0001");
        assertThat(injected.header("X-Request-Id")).hasSize(36);
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.raw().headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(answer.raw().headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
    }
}
