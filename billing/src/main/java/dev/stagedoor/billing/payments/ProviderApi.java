package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the adapters have in common: asking an API that answers in JSON, and reading webhooks. */
final class ProviderApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProviderHttp http;

    ProviderApi(ProviderHttp http) {
        this.http = http;
    }

    /** Posts, and makes of a successful answer what {@code ready} says; it may throw for an answer of another shape. */
    CheckoutOutcome checkout(
            URI uri, Map<String, String> headers, String body, Function<JsonNode, CheckoutOutcome.Ready> ready) {
        try {
            ProviderHttp.Answer answer = http.send(new ProviderHttp.Call("POST", uri, headers, body));
            return answer.isSuccess()
                    ? ready.apply(JSON.readTree(answer.body()))
                    : new CheckoutOutcome.Unavailable(uri.getHost() + " answered " + answer.status());
        } catch (IOException | IllegalArgumentException e) {
            // The message of a JSON error quotes the answer, which may hold secrets: only its kind is told.
            return new CheckoutOutcome.Unavailable(
                    uri.getHost() + ": " + e.getClass().getSimpleName());
        }
    }

    /** A JSON text; throws {@link IllegalArgumentException} for anything else. */
    static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** Fields as a form, in their order. */
    static String form(SequencedMap<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A text that must be there. */
    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > 2_000) {
            throw new IllegalArgumentException("no text " + name);
        }
        return value.textValue();
    }

    /** A whole number that must be there. */
    static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("no whole number " + name);
        }
        return value.longValue();
    }
}
