package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.protocol.CloseCode;
import dev.stagedoor.signaling.protocol.Connection;
import dev.stagedoor.signaling.protocol.Endpoint;
import dev.stagedoor.signaling.protocol.Limits;
import dev.stagedoor.signaling.protocol.MessageHandler;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The {@code /ws} route: upgrades, and carries text between the socket and whoever answers. Who may do what is decided by
 * the first message, not by a cookie, so that another site's page would gain nothing by opening a socket here; it is not let in
 * all the same.
 */
final class WebSocketRoute implements Handler<RoutingContext> {
    static final String PATH = "/ws";

    /** What may wait to be written to a peer that does not read; far more than a call says in a minute. */
    private static final int WRITE_QUEUE_BYTES = 1024 * 1024;

    private final Endpoint endpoint;
    private final Clients clients;
    private final OwnPages pages;
    private final ReplyWriter writer;

    WebSocketRoute(Endpoint endpoint, Clients clients, OwnPages pages, ReplyWriter writer) {
        this.pages = pages;
        this.endpoint = endpoint;
        this.clients = clients;
        this.writer = writer;
    }

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            writer.write(
                    context,
                    Reply.refused(426, "UPGRADE_REQUIRED", "This is a WebSocket; see docs/protocol.md.")
                            .with("Upgrade", "websocket"));
        } else if (!pages.include(request)) {
            writer.write(context, Reply.refused(403, "FORBIDDEN", "Pages of other sites open no connection here."));
        } else if (!offersOurProtocol(request.getHeader("Sec-WebSocket-Protocol"))) {
            writer.write(
                    context,
                    Reply.refused(400, "INVALID_REQUEST", "Ask for the subprotocol " + Limits.SUBPROTOCOL + "."));
        } else {
            String address = clients.addressOf(request);
            request.toWebSocket()
                    .onSuccess(socket -> RequestId.within(context, () -> {
                        attach(socket, address);
                        RequestId.upgraded(context);
                    }))
                    .onFailure(context::fail);
        }
    }

    private static boolean offersOurProtocol(@Nullable String offered) {
        return offered != null
                && Arrays.stream(offered.split(",", -1)).map(String::strip).anyMatch(Limits.SUBPROTOCOL::equals);
    }

    private void attach(ServerWebSocket socket, String address) {
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        MessageHandler handler = endpoint.open(new Socket(socket), address);
        socket.textMessageHandler(handler::onText)
                .binaryMessageHandler(binary -> close(socket, CloseCode.POLICY_VIOLATION))
                .pongHandler(pong -> handler.onPong())
                .exceptionHandler(broken -> closeBroken(socket, broken))
                .closeHandler(closed -> handler.onClosed());
    }

    /** What Vert.x reports before it knows that the socket is closed: a message above the limit, or no WebSocket at all. */
    private static void closeBroken(ServerWebSocket socket, Throwable broken) {
        String why = String.valueOf(broken.getMessage());
        boolean tooBig = why.contains("overflow max message size") || why.contains("Max frame length");
        close(socket, tooBig ? CloseCode.MESSAGE_TOO_BIG : CloseCode.POLICY_VIOLATION);
    }

    private static void close(ServerWebSocket socket, CloseCode code) {
        socket.close((short) code.status(), code.reason());
    }

    /** Vert.x accepts writes from any thread and keeps their order. */
    private record Socket(ServerWebSocket socket) implements Connection {
        @Override
        public void send(String text) {
            if (socket.isClosed()) {
                return;
            }
            if (socket.writeQueueFull()) {
                close(CloseCode.TRY_AGAIN_LATER);
            } else {
                socket.writeTextMessage(text);
            }
        }

        @Override
        public void ping() {
            if (!socket.isClosed()) {
                socket.writePing(Buffer.buffer());
            }
        }

        @Override
        public void close(CloseCode code) {
            WebSocketRoute.close(socket, code);
        }
    }
}
