package dev.stagedoor.billing.payments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A payment provider's API on this machine, as its documents describe it: it wants its credentials, answers a checkout with its
 * names and addresses, and gives the same answer to the same idempotency key.
 */
final class ProviderDouble implements AutoCloseable {
    /** What was asked, as {@code POST /path body}. */
    final List<String> asked = new ArrayList<>();

    private final Map<String, String> byKey = new ConcurrentHashMap<>();
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final HttpServer server;
    private int failures;

    ProviderDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on that is what it has at a path, for whoever asks with credentials. */
    synchronized void has(String path, String body) {
        known.put(path, body);
    }

    /** How often it was asked for what it has at a path. */
    synchronized long askedFor(String path) {
        return asked.stream().filter(("GET " + path + " ")::equals).count();
    }

    /** The next that many requests are answered with 503, although the first of them is done. */
    synchronized void failNext(int times) {
        failures = times;
    }

    /** Things that were really made. */
    int made() {
        return made.get();
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + path + " " + body);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.equals("/v1/invoice")
                && "api-key".equals(exchange.getRequestHeaders().getFirst("x-api-key"))) {
            reply(exchange, 200, once(null, "", "invoice_url", "id"));
            return;
        }
        String answer = exchange.getRequestMethod().equals("GET") && authorization != null
                ? known.getOrDefault(path, "{}")
                : made(path, key, authorization);
        if (failures > 0) {
            failures--;
            reply(exchange, 503, "busy");
        } else {
            reply(exchange, answer.isEmpty() ? 401 : 200, answer);
        }
    }

    private String made(String path, @Nullable String key, @Nullable String authorization) {
        return switch (path) {
            case "/v1/checkout/sessions" -> "Bearer sk_test".equals(authorization) ? once(key, "cs_", "url", "id") : "";
            case "/api/v1/stores/store-1/invoices" ->
                "token key".equals(authorization) ? once(null, "inv-", "checkoutLink", "id") : "";
            // The basic authentication of id and secret.
            case "/v1/payment_links" ->
                "Basic aWQ6c2VjcmV0".equals(authorization) ? once(null, "plink_", "short_url", "id") : "";
            default -> "";
        };
    }

    private String once(@Nullable String key, String prefix, String link, String name) {
        return key == null ? make(prefix, link, name) : byKey.computeIfAbsent(key, _ -> make(prefix, link, name));
    }

    private String make(String prefix, String link, String name) {
        String id = prefix + made.incrementAndGet();
        return "{\"%s\":\"https://pay.example/%s\",\"%s\":\"%s\"}".formatted(link, id, name, id);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
