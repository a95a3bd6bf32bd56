package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client, signed in or not. Every answer is held against the contract. */
final class Browser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server;
    private final HttpClient client;
    private final @Nullable JsonNode session;

    Browser(TestServer server, HttpClient client, @Nullable JsonNode session) {
        this.server = server;
        this.client = client;
        this.session = session;
    }

    /** @param body empty object node if the answer is not JSON */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        String code() {
            return body.path("code").asText();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    String token() {
        return session == null ? "" : session.path("accessToken").asText();
    }

    String refreshToken() {
        return session == null ? "" : session.path("refreshToken").asText();
    }

    UUID id() {
        return UUID.fromString(
                session == null ? "" : session.path("user").path("id").asText());
    }

    Browser register(String role, String email) {
        return signedIn(
                send(
                        "POST",
                        "/api/v1/auth/register",
                        """
                        {"email": "%s", "password": "%s", "displayName": "Somebody", "role": "%s",
                         "dateOfBirth": "1990-01-01"}
                        """.formatted(email, TestServer.PASSWORD, role),
                        "X-Token-Transport",
                        "body"),
                201);
    }

    Browser signIn(String email, String password) {
        return signedIn(
                send(
                        "POST",
                        "/api/v1/auth/sign-in",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password),
                        "X-Token-Transport",
                        "body"),
                200);
    }

    private Browser signedIn(Answer answer, int expected) {
        if (answer.status() != expected) {
            throw new AssertionError("expected to be signed in, got " + answer.body());
        }
        return new Browser(server, client, answer.body());
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, @Nullable String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Answer send(String method, String path, @Nullable String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (body != null && !all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        if (session != null && !all.contains("Authorization")) {
            all.addAll(List.of("Authorization", "Bearer " + token()));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        HttpResponse<String> response = exchange(request.build());
        server.responses.check(method, response);
        return new Answer(response.statusCode(), json(response), response);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (!response.headers().firstValue("Content-Type").orElse("").endsWith("json")) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }
}
