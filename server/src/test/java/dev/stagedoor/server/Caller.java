package dev.stagedoor.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.signaling.DemoAccounts.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody signed in, who speaks HTTP with a running server. */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final JsonNode session;

    Caller(URI server, SignIn person) {
        this.server = server;
        JsonNode asked = JSON.createObjectNode().put("email", person.email()).put("password", person.password());
        session = send(client, server.resolve("/api/v1/auth/sign-in"), "POST", asked.toString(), null)
                .body();
    }

    /** Somebody new of this role. */
    static Caller register(URI server, String role) {
        return register(server, role, new SignIn(UUID.randomUUID() + "@example.org", "correct-horse-battery"));
    }

    /** Somebody new who can be met again. */
    static Caller register(URI server, String role, SignIn person) {
        Answer made = send(
                HttpClient.newHttpClient(),
                server.resolve("/api/v1/auth/register"),
                "POST",
                """
                {"email": "%s", "password": "%s", "displayName": "Somebody", "role": "%s", "dateOfBirth": "1990-01-01"}
                """.formatted(person.email(), person.password(), role),
                null);
        if (made.status() != 201) {
            throw new AssertionError("not registered: " + made.body());
        }
        return new Caller(server, person);
    }

    record Answer(int status, JsonNode body) {}

    String id() {
        return session.at("/user/id").asText();
    }

    String token() {
        return session.path("accessToken").asText();
    }

    /** Whether the session goes on. */
    boolean renews() {
        String body = JSON.createObjectNode()
                .put("refreshToken", session.path("refreshToken").asText())
                .toString();
        return send(client, server.resolve("/api/v1/auth/refresh"), "POST", body, null)
                        .status()
                == 200;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, @Nullable String body) {
        return send("POST", path, body);
    }

    /** With a key, so that a repeat counts once. */
    Answer post(String path, String key, String body) {
        return send(client, server.resolve(path), "POST", body, token(), "Idempotency-Key", key);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    private Answer send(String method, String path, @Nullable String body) {
        return send(client, server.resolve(path), method, body, token());
    }

    private static Answer send(
            HttpClient client,
            URI address,
            String method,
            @Nullable String body,
            @Nullable String token,
            String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
            // As a program that keeps no cookies.
            request.header("X-Token-Transport", "body");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + address + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
