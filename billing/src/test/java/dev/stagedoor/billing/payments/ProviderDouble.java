package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.LocalHttp;
import dev.stagedoor.billing.LocalHttp.Answer;
import dev.stagedoor.billing.LocalHttp.Request;
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
    private final LocalHttp http = new LocalHttp(this::answer);
    private int failures;

    String url() {
        return http.url();
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

    private synchronized Answer answer(Request request) {
        asked.add(request.toString());
        String path = request.path();
        if (path.equals("/v1/invoice") && "api-key".equals(request.header("x-api-key"))) {
            return new Answer(200, once(null, "", "invoice_url", "id"));
        }
        String authorization = request.header("Authorization");
        String answer = request.method().equals("GET") && authorization != null
                ? known.getOrDefault(path, "{}")
                : made(path, request.header("Idempotency-Key"), authorization);
        if (failures > 0) {
            failures--;
            return new Answer(503, "busy");
        }
        return new Answer(answer.isEmpty() ? 401 : 200, answer);
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

    @Override
    public void close() {
        http.close();
    }
}
