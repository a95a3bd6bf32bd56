package dev.stagedoor.benchmarks.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.stagedoor.media.Negotiation;
import dev.stagedoor.media.SessionDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /whip/{room}} and {@code POST /whep/{room}} with an offer, {@code DELETE} of what they made (RFC 9725 sections
 * 4.2 and 4.4, and the WHEP draft). Runs on a virtual thread per request.
 */
final class WhipEndpoint implements HttpHandler {
    static final String PUBLISH = "/whip/";
    static final String VIEW = "/whep/";

    private static final Logger LOG = LoggerFactory.getLogger(WhipEndpoint.class);
    private static final int MAX_OFFER_BYTES = 64 * 1024;

    private final NodeRooms rooms;

    WhipEndpoint(NodeRooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var words = exchange.getRequestURI().getPath().split("/", -1);
            switch (exchange.getRequestMethod()) {
                case "POST" -> onOffer(exchange, words);
                case "DELETE" -> onDelete(exchange, words);
                default -> reply(exchange, 405, "wanted POST or DELETE");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The path is {@code /whip/room} or {@code /whep/room}. */
    private void onOffer(HttpExchange exchange, String[] path) throws IOException, InterruptedException {
        var body = exchange.getRequestBody().readNBytes(MAX_OFFER_BYTES);
        if (path.length != 3 || path[2].isEmpty()) {
            reply(exchange, 404, "wanted /whip/{room} or /whep/{room}");
            return;
        }
        SessionDescription offer;
        try {
            offer = SdpBridge.offer(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            reply(exchange, 400, String.valueOf(e.getMessage()));
            return;
        }
        var room = path[2];
        var publishes = path[1].equals("whip");
        var participant = publishes ? NodeRooms.publisherId(room) : UUID.randomUUID();
        var outcome = publishes ? rooms.publish(room, offer) : rooms.view(room, participant, offer);
        answer(exchange, "/" + path[1] + "/" + room + "/" + participant, outcome);
    }

    private static void answer(HttpExchange exchange, String location, CompletableFuture<Negotiation> outcome)
            throws IOException, InterruptedException {
        try {
            switch (outcome.get()) {
                case Negotiation.Negotiated(var answer) -> {
                    exchange.getResponseHeaders().set("Location", location);
                    exchange.getResponseHeaders().set("Content-Type", "application/sdp");
                    reply(exchange, 201, SdpBridge.answer(answer));
                }
                case Negotiation.Refused(var reason) -> reply(exchange, 422, reason);
            }
        } catch (ExecutionException e) {
            LOG.error("an offer failed", e);
            reply(exchange, 500, String.valueOf(e.getCause()));
        }
    }

    /** The path is that of a Location. */
    private void onDelete(HttpExchange exchange, String[] path) throws IOException {
        if (path.length != 4) {
            reply(exchange, 404, "wanted the address from Location");
            return;
        }
        try {
            rooms.leave(path[2], UUID.fromString(path[3]), e -> LOG.warn("a participant could not leave", e));
            exchange.sendResponseHeaders(204, -1);
        } catch (IllegalArgumentException _) {
            reply(exchange, 404, "no such participant");
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
