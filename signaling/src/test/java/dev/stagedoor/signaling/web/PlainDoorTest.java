package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDoorTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final PlainDoor door =
            PlainDoor.open("127.0.0.1", 0, token -> token.equals("asked") ? "asked.thumbprint" : null);

    @AfterEach
    void close() {
        door.close();
        client.close();
    }

    @Test
    void answersTheChallengeThatIsOpenAndNoOther() throws Exception {
        HttpResponse<String> answer = send("GET", "/.well-known/acme-challenge/asked");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("asked.thumbprint");
        door.leadTo("https://site.example");
        assertThat(send("GET", "/.well-known/acme-challenge/other").statusCode())
                .isEqualTo(404);
    }

    @Test
    void saysThatThereIsNoSiteYet() throws Exception {
        HttpResponse<String> answer = send("GET", "/");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/shows/1?q=a%20b", "//evil.example/", "/a%0d%0aSet-Cookie:x"})
    void leadsToTheSiteAndNowhereElse(String path) throws Exception {
        door.leadTo("https://site.example");
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().map().get("location")).containsExactly("https://site.example" + path);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void takesNothingThatIsSent() throws Exception {
        door.leadTo("https://site.example");
        HttpResponse<String> answer = send("POST", "/api/v1/auth/sign-in");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void saysWhichPortCannotBeHad() {
        assertThatThrownBy(() -> PlainDoor.open("127.0.0.1", door.port(), token -> null))
                .hasMessageContaining("127.0.0.1:" + door.port());
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
