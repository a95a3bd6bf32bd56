package dev.stagedoor.server.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.billing.audit.Alert;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Posts alerts, each signed with its id and the time of the attempt (Standard Webhooks 1.0, symmetric signatures). Blocks. */
public final class AlertWebhook implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int SUCCESS_CLASS = 2;
    private static final int CLASS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AlertConfig config;
    private final InstantSource clock;
    /** An address that leads elsewhere is not the one that was written down. */
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public AlertWebhook(AlertConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Tells it; what went wrong, if it was not taken. */
    Optional<String> post(Alert alert) throws InterruptedException {
        String id = "msg_" + alert.id();
        String body = body(alert);
        long at = clock.instant().getEpochSecond();
        HttpRequest request = request()
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at))
                .header("webhook-signature", StandardSignature.of(config.secret(), id, at, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / CLASS == SUCCESS_CLASS ? Optional.empty() : Optional.of("it answers " + status);
        } catch (IOException e) {
            return Optional.of(words(e));
        }
    }

    /** What keeps the address from answering, if anything does. Whatever it answers is an answer; nothing is posted. */
    public Optional<String> silence() throws InterruptedException {
        try {
            client.send(
                    request()
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(words(e));
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(config.webhook()).timeout(ANSWER);
    }

    private String body(Alert alert) {
        ObjectNode message = JSON.createObjectNode()
                .put("type", alert.kind().name().toLowerCase(Locale.ROOT))
                .put(
                        "timestamp",
                        Instant.ofEpochMilli(alert.raisedAt().toEpochMilli()).toString());
        message.putObject("data")
                .put("subject", alert.subject())
                .put("message", alert.words())
                .put("site", config.site());
        return message.toString();
    }

    private static String words(IOException e) {
        return "it does not answer: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
