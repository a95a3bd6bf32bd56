package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the adapters have in common: asking an API that answers in JSON, and reading webhooks. */
public final class ProviderApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TEXT = 2_000;

    private final ProviderHttp http;

    public ProviderApi(ProviderHttp http) {
        this.http = http;
    }

    /** What came of a request. */
    public sealed interface Reply {
        /** It was done. */
        record Done(JsonNode body) implements Reply {}

        /**
         * It was understood and not done, or it was not for us to ask (RFC 9110 section 15.5).
         *
         * @param body empty if it was not JSON
         */
        record Refused(int status, JsonNode body) implements Reply {
            /**
             * What some providers say when they refuse: the text at {@code error.description} or {@code error.message}, or
             * the status.
             */
            public String description() {
                JsonNode error = body.path("error");
                JsonNode text = error.path(error.has("description") ? "description" : "message");
                return text.isTextual() && text.textValue().length() <= LONGEST_TEXT
                        ? text.textValue()
                        : "status " + status;
            }

            /**
             * Whether the request itself is what it objects to, so that the same once more is of no use. Credentials can be
             * mended, a request with the same key ends, and too many requests pass.
             */
            public boolean isFinal() {
                return switch (status) {
                    case 400, 402, 404, 422 -> true;
                    default -> false;
                };
            }
        }

        /** Nobody knows whether it was done. */
        record Silence(String reason) implements Reply {}
    }

    /** Asks and waits for the answer. */
    public Reply ask(String method, URI uri, Map<String, String> headers, String body) {
        return ask(new ProviderHttp.Call(method, uri, headers, body));
    }

    Reply ask(ProviderHttp.Call call) {
        URI uri = call.uri();
        try {
            ProviderHttp.Answer answer = http.send(call);
            if (answer.isSuccess()) {
                return new Reply.Done(JSON.readTree(answer.body()));
            }
            return answer.status() >= 400 && answer.status() < 500
                    ? new Reply.Refused(answer.status(), lenient(answer.body()))
                    : new Reply.Silence(uri.getHost() + " answered " + answer.status());
        } catch (IOException e) {
            // The message of a JSON error quotes the answer, which may hold secrets: only its kind is told.
            return new Reply.Silence(uri.getHost() + ": " + e.getClass().getSimpleName());
        }
    }

    /** Posts, and makes of a successful answer what {@code ready} says; it may throw for an answer of another shape. */
    CheckoutOutcome checkout(
            URI uri, Map<String, String> headers, String body, Function<JsonNode, CheckoutOutcome.Ready> ready) {
        return switch (ask("POST", uri, headers, body)) {
            case Reply.Done(JsonNode answer) -> readyOr(uri, answer, ready);
            case Reply.Refused refused ->
                new CheckoutOutcome.Unavailable(uri.getHost() + " answered " + refused.status());
            case Reply.Silence(String reason) -> new CheckoutOutcome.Unavailable(reason);
        };
    }

    /** What {@code ready} makes of an answer; an outcome of its own if the answer has another shape. */
    static CheckoutOutcome readyOr(URI uri, JsonNode answer, Function<JsonNode, CheckoutOutcome.Ready> ready) {
        try {
            return ready.apply(answer);
        } catch (IllegalArgumentException e) {
            return new CheckoutOutcome.Unavailable(uri.getHost() + " answered in another shape");
        }
    }

    /** What {@code standing} makes of an answer about an order; it may throw for one of another shape. */
    static OrderStanding standing(URI uri, Reply reply, Function<JsonNode, OrderStanding> standing) {
        return switch (reply) {
            case Reply.Done(JsonNode answer) -> {
                try {
                    yield standing.apply(answer);
                } catch (IllegalArgumentException | ArithmeticException e) {
                    yield new OrderStanding.Unclear(uri.getHost() + " answered in another shape");
                }
            }
            case Reply.Refused refused -> new OrderStanding.Unclear(uri.getHost() + ": " + refused.description());
            case Reply.Silence(String reason) -> new OrderStanding.Unclear(reason);
        };
    }

    private static JsonNode lenient(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** A JSON text; throws {@link IllegalArgumentException} for anything else. */
    public static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** The value as JSON. */
    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** HTTP's basic authentication (RFC 7617), the value of {@code Authorization}. */
    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Fields as a form, in their order; what follows a question mark has the same shape. */
    public static String form(SequencedMap<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A text that must be there; throws {@link IllegalArgumentException} if it is not. */
    public static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("no text " + name);
        }
        return value.textValue();
    }

    /** The id in a text; null if it is none. */
    static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A moment in seconds since 1970; null if there is none, or 0 instead of one. */
    static @Nullable Instant moment(JsonNode seconds) {
        return seconds.isIntegralNumber() && seconds.canConvertToInt() && seconds.intValue() > 0
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }

    /** A whole number that must be there; throws {@link IllegalArgumentException} if it is not. */
    public static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("no whole number " + name);
        }
        return value.longValue();
    }
}
