package dev.stagedoor.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.signaling.protocol.CloseCode;
import dev.stagedoor.signaling.protocol.Connection;
import dev.stagedoor.signaling.protocol.Endpoint;
import dev.stagedoor.signaling.protocol.MessageHandler;
import dev.stagedoor.signaling.protocol.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client at the other end of the wire: sends texts, keeps what comes, answers pings unless it has vanished. Whatever the
 * server sends is held against the published schema.
 */
final class Client implements Connection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = new Schema();

    final List<JsonNode> received = new ArrayList<>();
    private final MessageHandler handler;

    @Nullable
    CloseCode closed;

    boolean vanished;
    private int serial;

    Client(Endpoint endpoint) {
        handler = endpoint.open(this, "192.0.2.1");
    }

    /** Sends fields, in single quotes, without the envelope's id; returns the reply. */
    JsonNode ask(String fields) {
        String id = "c" + ++serial;
        tell("{'id':'" + id + "'," + fields.substring(1));
        return received.stream()
                .filter(frame -> frame.path("replyTo").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no reply to " + fields + " in " + received));
    }

    /** As {@link #ask}, for what has to work; returns the result. */
    JsonNode must(String fields) {
        JsonNode reply = ask(fields);
        assertThat(reply.path("ok").asBoolean()).as(reply.toString()).isTrue();
        return reply.path("result");
    }

    /** As {@link #ask}, for what is refused; returns the code. */
    String codeOf(String fields) {
        return ask(fields).path("error").path("code").asText();
    }

    JsonNode hello(String token) {
        return must("{'type':'hello','token':'" + token + "'}");
    }

    void tell(String text) {
        handler.onText(text.replace('\'', '"'));
    }

    /** Events of a type, in order. */
    List<JsonNode> events(String type) {
        return received.stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    /** The socket breaks, and the server is told. */
    void disconnect() {
        vanished = true;
        handler.onClosed();
    }

    @Override
    public void send(String text) {
        if (closed == null && !vanished) {
            JsonNode frame = parse(text);
            received.add(frame);
            String kind = frame.path("type").asText().equals("reply") ? "reply" : "event";
            assertThat(SCHEMA.allows(kind, text)).as(text).isTrue();
        }
    }

    @Override
    public void ping() {
        if (!vanished) {
            handler.onPong();
        }
    }

    @Override
    public void close(CloseCode code) {
        if (closed == null && !vanished) {
            closed = code;
            handler.onClosed();
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the server sent " + text, e);
        }
    }
}
