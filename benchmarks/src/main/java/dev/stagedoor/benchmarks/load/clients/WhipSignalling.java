package dev.stagedoor.benchmarks.load.clients;

import dev.stagedoor.benchmarks.client.WebRtcClient;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code POST /whip/{room}} and {@code POST /whep/{room}}: an offer goes, an answer comes (RFC 9725 section 4.2). */
final class WhipSignalling implements Signalling {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int CREATED = 201;
    private static final int QUOTED_CHARACTERS = 300;

    private final URI base;
    private final @Nullable String token;
    private final HttpClient http;

    WhipSignalling(HttpClient http, String base, @Nullable String token) {
        this.http = http;
        this.base = URI.create(base);
        this.token = token;
    }

    @Override
    public Session publish(String room, WebRtcClient client) {
        return exchange("/whip/" + room, client);
    }

    @Override
    public Session view(String room, WebRtcClient client) {
        return exchange("/whep/" + room, client);
    }

    private Session exchange(String path, WebRtcClient client) {
        var response = send(request(base.resolve(path))
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString(client.offer()))
                .build());
        if (response.statusCode() != CREATED) {
            throw new LoadFailure("POST %s was answered with %d: %s"
                    .formatted(
                            path,
                            response.statusCode(),
                            response.body()
                                    .substring(
                                            0,
                                            Math.min(
                                                    QUOTED_CHARACTERS,
                                                    response.body().length()))));
        }
        var session = response.headers().firstValue("Location").map(base::resolve);
        try {
            var _ = client.accept(response.body());
        } catch (IllegalArgumentException e) {
            throw new LoadFailure("POST " + path + " brought no answer that can be used: " + e.getMessage(), e);
        }
        return () -> session.ifPresent(address -> send(request(address).DELETE().build()));
    }

    private HttpRequest.Builder request(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(TIMEOUT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LoadFailure("nobody answers at " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }
}
