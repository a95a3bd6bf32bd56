package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow loris: one byte now and then, on as many connections as one likes. */
class SlowClientTest {
    private static final int LIMIT_MS = 30_000;
    private static final long PATIENCE_MS = 300;

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void start() {
        SlowRequests slow = new SlowRequests(vertx, PATIENCE_MS, PATIENCE_MS);
        Router router = Router.router(vertx);
        router.route().handler(slow);
        router.route().handler(BodyHandler.create(false));
        router.route().handler(context -> context.end("done"));
        // As the real one; where HTTP/2 might begin, Vert.x tells of no connection before its first bytes.
        server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(slow::watch)
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(LIMIT_MS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads to the end, which only the server can bring about. */
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n",
            })
    void whoNeverFinishesIsLetGo(String beginning) throws IOException {
        try (Socket socket = connect()) {
            send(socket, beginning);
            assertThat(rest(socket)).doesNotContain("done");
        }
    }

    @Test
    void whoIsQuickMayStayAndAskAgain() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(new String(socket.getInputStream().readNBytes(17), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 OK");
            try (Socket silent = connect()) {
                // Came later and is let go: the time of the first is up as well.
                assertThat(rest(silent)).isEmpty();
            }
            send(socket, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(rest(socket)).contains("200 OK", "done");
        }
    }
}
