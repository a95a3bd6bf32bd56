package dev.stagedoor.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The WebSocket of one signed-in user: requests with replies, and the events that come unasked. */
public final class LiveSocket implements AutoCloseable {
    private static final String SUBPROTOCOL = "stagedoor.v1";
    private static final long REPLY_TIMEOUT_S = 15;

    private final Map<String, CompletableFuture<JsonNode>> replies = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final EventLog events = new EventLog();
    private @Nullable WebSocket socket;

    /** {@code sendText} must not be called before the last one is complete, so sends form a chain. */
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    private LiveSocket() {}

    static LiveSocket open(Http http, String token) {
        var address = webSocketAddress(http.resolve("/ws"));
        var live = new LiveSocket();
        try {
            live.socket = http.client()
                    .newWebSocketBuilder()
                    .subprotocols(SUBPROTOCOL)
                    .buildAsync(address, live.new Incoming())
                    .join();
        } catch (CompletionException e) {
            throw new ServerUnreachable(
                    address, e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause()));
        }
        try {
            live.request("hello", Map.of("token", token));
        } catch (ApiFailure e) {
            live.abort();
            throw e;
        }
        return live;
    }

    /**
     * Sends a message and waits for its reply.
     *
     * @return the reply's {@code result}
     * @throws ApiFailure if the server refuses, with its code, or does not reply
     */
    public JsonNode request(String type, Map<String, ?> fields) {
        var id = "c" + lastId.incrementAndGet();
        var message = new LinkedHashMap<String, Object>(fields);
        message.put("id", id);
        message.put("type", type);
        var reply = new CompletableFuture<JsonNode>();
        replies.put(id, reply);
        var text = Json.write(message);
        chain(open -> open.sendText(text, true));
        try {
            return result(
                    type, reply.orTimeout(REPLY_TIMEOUT_S, TimeUnit.SECONDS).join());
        } catch (CompletionException e) {
            throw new ApiFailure(
                    e.getCause() instanceof TimeoutException
                            ? "no reply to %s within %d s".formatted(type, REPLY_TIMEOUT_S)
                            : "the WebSocket ended before the reply to %s: %s".formatted(type, e.getMessage()));
        } finally {
            replies.remove(id);
        }
    }

    /**
     * Waits for an event of this type, past or to come.
     *
     * @throws ApiFailure if none comes in time
     */
    public JsonNode await(String type, Predicate<JsonNode> matching, Duration timeout) {
        return events.await(type, matching, timeout);
    }

    /** How many events of this type have come. */
    public long count(String type) {
        return events.count(type);
    }

    /** Whether messages may still come. */
    public boolean isOpen() {
        return !events.hasEnded();
    }

    /** Vanishes without a word. */
    public void abort() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
        onEnd("vanished");
    }

    @Override
    public void close() {
        chain(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, "done"));
    }

    private synchronized void chain(Function<WebSocket, CompletableFuture<?>> action) {
        var open = socket;
        if (open != null) {
            lastSend = lastSend.thenCompose(_ -> action.apply(open));
        }
    }

    private static JsonNode result(String type, JsonNode reply) {
        if (reply.path("ok").asBoolean()) {
            return reply.path("result");
        }
        var error = reply.path("error");
        var code = error.path("code").asText();
        throw new ApiFailure(
                "%s was refused: %s %s"
                        .formatted(type, code, error.path("detail").asText()),
                code);
    }

    private void onMessage(JsonNode message) {
        if (!message.path("type").asText().equals("reply")) {
            events.add(message);
            return;
        }
        var reply = replies.get(message.path("replyTo").asText());
        if (reply != null) {
            reply.complete(message);
        }
    }

    private void onEnd(String reason) {
        replies.values().forEach(reply -> reply.completeExceptionally(new IOException(reason)));
        events.end(reason);
    }

    private static URI webSocketAddress(URI address) {
        return URI.create(address.toString().replaceFirst("^http", "ws"));
    }

    /** Called by the HTTP client, one call at a time. */
    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var message = Json.read(text.toString());
                text.setLength(0);
                onMessage(message);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            onEnd("closed by the server with " + code + (reason.isEmpty() ? "" : " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            onEnd(String.valueOf(error.getMessage()));
        }
    }
}
