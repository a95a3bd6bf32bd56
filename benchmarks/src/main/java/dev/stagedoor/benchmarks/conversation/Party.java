package dev.stagedoor.benchmarks.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.benchmarks.api.Account;
import dev.stagedoor.benchmarks.api.ApiFailure;
import dev.stagedoor.benchmarks.api.LiveSocket;
import dev.stagedoor.benchmarks.client.Connected;
import dev.stagedoor.benchmarks.client.WebRtcClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One side of the call: an account, its WebSocket, its WebRTC client. */
public record Party(Account account, LiveSocket socket, WebRtcClient client) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Offers, takes the answer and begins to connect. */
    public CompletableFuture<Connected> negotiate(String callId) {
        var result = socket.request("media.offer", Map.of("callId", callId, "sdp", client.offer()));
        return client.accept(result.path("sdp").asText());
    }

    /** Waits for ICE and DTLS. */
    public Connected connected(CompletableFuture<Connected> connecting) {
        try {
            return connecting.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            var reason =
                    cause.getMessage() == null ? "no path within " + PATIENCE.toSeconds() + " s" : cause.getMessage();
            throw new ApiFailure(
                    "%s cannot reach the media port: %s. Is the server's UDP port open, and does it advertise an address that this machine reaches?"
                            .formatted(account.displayName(), reason));
        }
    }

    public void awaitState(String callId, String state) {
        socket.await(
                "call.state",
                event -> event.path("call").path("callId").asText().equals(callId)
                        && event.path("call").path("state").asText().equals(state),
                PATIENCE);
    }

    public JsonNode awaitCallEvent(String type, String callId) {
        return socket.await(type, event -> event.path("callId").asText().equals(callId), PATIENCE);
    }

    @Override
    public void close() {
        client.close();
        socket.close();
    }
}
