package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.signaling.protocol.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody's device with an open WebSocket. */
final class Device implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int serial;

    /** Says hello as this person. */
    Device(TestServer server, Browser person) {
        URI uri = URI.create(server.uri("/ws").toString().replace("http:", "ws:"));
        socket = client.newWebSocketBuilder()
                .subprotocols(Limits.SUBPROTOCOL)
                .buildAsync(uri, new Ears())
                .join();
        var _ = must("hello", "\"token\": \"" + person.token() + '"');
    }

    /** Asks for what has to work and returns the result. */
    JsonNode must(String type, String fields) {
        String id = "c" + ++serial;
        socket.sendText("{\"id\": \"%s\", \"type\": \"%s\", %s}".formatted(id, type, fields), true)
                .join();
        JsonNode frame = next();
        while (!frame.path("replyTo").asText().equals(id)) {
            frame = next();
        }
        if (!frame.path("ok").asBoolean()) {
            throw new AssertionError(type + " was refused: " + frame);
        }
        return frame.path("result");
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }

    private JsonNode next() {
        try {
            return JSON.readTree(String.valueOf(heard.poll(30, TimeUnit.SECONDS)));
        } catch (InterruptedException | JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private final class Ears implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }
    }
}
