package dev.stagedoor.benchmarks.load.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.benchmarks.client.WebRtcClient;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The video room of Janus by its HTTP interface: a session and a handle for each client; publishers offer, viewers are offered to.
 * A room is a number there, and so is a publisher in it.
 */
final class JanusSignalling implements Signalling {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final String PLUGIN = "janus.plugin.videoroom";
    private static final int PUBLISHER = 1;

    private final HttpClient http;
    private final URI base;

    JanusSignalling(HttpClient http, String base) {
        this.http = http;
        this.base = URI.create(base);
    }

    @Override
    public Session publish(String room, WebRtcClient client) {
        var handle = new Handle();
        handle.message(body("create", room).put("publishers", 2).put("videocodec", "vp8"), null);
        var join = body("joinandconfigure", room)
                .put("ptype", "publisher")
                .put("id", PUBLISHER)
                .put("video", true);
        handle.message(join.put("audio", false), jsep("offer", client.offer()));
        var _ = client.accept(handle.awaitDescription());
        return handle::close;
    }

    @Override
    public Session view(String room, WebRtcClient client) {
        var handle = new Handle();
        var join = body("join", room).put("ptype", "subscriber");
        join.putArray("streams").addObject().put("feed", PUBLISHER);
        handle.message(join, null);
        var answer = client.reply(handle.awaitDescription());
        handle.message(JSON.createObjectNode().put("request", "start"), jsep("answer", answer));
        return handle::close;
    }

    private static ObjectNode body(String request, String room) {
        return JSON.createObjectNode().put("request", request).put("room", roomNumber(room));
    }

    private static int roomNumber(String room) {
        return 1 + (room.hashCode() & 0xFFFFFF);
    }

    private static ObjectNode jsep(String type, String sdp) {
        return JSON.createObjectNode().put("type", type).put("sdp", sdp);
    }

    private JsonNode post(String path, ObjectNode request) {
        request.put("transaction", UUID.randomUUID().toString());
        return send(HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofString(request.toString())));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = JSON.readTree(http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString())
                    .body());
            var error = answer.findPath("error");
            if (!error.isMissingNode()) {
                throw new LoadFailure("Janus refused: " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new LoadFailure("Janus does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }

    /** One client's place. */
    private final class Handle {
        private final String session;
        private final String path;

        Handle() {
            session = "/janus/" + created("/janus", JSON.createObjectNode().put("janus", "create"));
            path = session + "/"
                    + created(
                            session,
                            JSON.createObjectNode().put("janus", "attach").put("plugin", PLUGIN));
        }

        private String created(String at, ObjectNode request) {
            return post(at, request).path("data").path("id").asText();
        }

        void message(ObjectNode body, @Nullable ObjectNode jsep) {
            var request = JSON.createObjectNode().put("janus", "message");
            request.set("body", body);
            if (jsep != null) {
                request.set("jsep", jsep);
            }
            post(path, request);
        }

        /** Waits among the session's events for the one that brings an offer or an answer. */
        String awaitDescription() {
            while (true) {
                var event = send(HttpRequest.newBuilder(base.resolve(session)).GET());
                var sdp = event.path("jsep").path("sdp");
                if (sdp.isTextual()) {
                    return sdp.asText();
                }
                if (event.path("janus").asText().equals("timeout")) {
                    throw new LoadFailure("Janus ended the session");
                }
            }
        }

        void close() {
            post(session, JSON.createObjectNode().put("janus", "destroy"));
        }
    }
}
