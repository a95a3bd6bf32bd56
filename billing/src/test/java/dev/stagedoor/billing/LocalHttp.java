package dev.stagedoor.billing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An HTTP server on this machine that stands for somebody else's, on a port of its own. */
public final class LocalHttp implements AutoCloseable {
    private final HttpServer server;

    /** What answers; null closes the connection instead of an answer. */
    public interface Handler {
        @Nullable
        Answer answer(Request request) throws IOException;
    }

    /** @param query as it was sent, empty if there is none */
    public record Request(String method, String path, String query, Headers headers, String body) {
        public @Nullable String header(String name) {
            return headers.getFirst(name);
        }

        /** As {@code POST /path body}. */
        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    public record Answer(int status, String body) {}

    public LocalHttp(Handler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> serve(exchange, handler));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            Answer answer = handler.answer(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    query == null ? "" : query,
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (answer != null) {
                byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
