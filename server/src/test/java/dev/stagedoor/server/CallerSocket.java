package dev.stagedoor.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The WebSocket of somebody signed in, who has said hello. One request at a time. */
final class CallerSocket implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_SECONDS = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Inbox inbox = new Inbox();
    private final WebSocket socket;
    private int requests;

    CallerSocket(URI server, Caller caller) throws InterruptedException {
        URI address = URI.create("ws://" + server.getAuthority() + "/ws");
        socket = client.newWebSocketBuilder()
                .subprotocols("stagedoor.v1")
                .buildAsync(address, inbox)
                .join();
        ask("'type':'hello','token':'" + caller.token() + "'");
    }

    /** Sends a message without its id, in apostrophes, and waits for the reply; events before it are dropped. */
    JsonNode ask(String fields) throws InterruptedException {
        String id = "r" + ++requests;
        socket.sendText(("{'id':'" + id + "'," + fields + "}").replace('\'', '"'), true)
                .join();
        JsonNode message = inbox.next();
        while (!message.path("replyTo").asText().equals(id)) {
            message = inbox.next();
        }
        return message;
    }

    /** The next event of that type; others are dropped. */
    JsonNode event(String type) throws InterruptedException {
        JsonNode message = inbox.next();
        while (!message.path("type").asText().equals(type)) {
            message = inbox.next();
        }
        return message;
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }

    private static final class Inbox implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                try {
                    messages.add(JSON.readTree(part.toString()));
                } catch (IOException e) {
                    throw new AssertionError("not JSON: " + part, e);
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        private JsonNode next() throws InterruptedException {
            JsonNode message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came within " + LIMIT_SECONDS + " s");
            }
            return message;
        }
    }
}
