package dev.stagedoor.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Offer and answer by WHIP or WHEP, and the end of what they began. */
final class WhipSession implements LibWebrtcPeer.Server {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final @Nullable String token;
    private @Nullable URI session;

    /** @param token of whoever asks, null where nobody is asked */
    WhipSession(URI endpoint, @Nullable String token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    @Override
    public String answer(String offer) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString(offer));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        session = endpoint.resolve(response.headers().firstValue("Location").orElseThrow());
        return response.body();
    }

    @Override
    public int end() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(Objects.requireNonNull(session)).DELETE().build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
