package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.Device;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request that the contract has accepted, from somebody who may make it. */
final class ApiRequest {
    private static final int DEFAULT_LIMIT = 20;
    private static final String QUERY = ":query";

    private final HttpServerRequest raw;
    private final ValidatedRequest validated;
    private final @Nullable Buffer body;
    private final @Nullable AccessToken caller;
    private final Device device;
    private final Json json;

    /** What surrounds the validated part. */
    record Origin(
            HttpServerRequest raw,
            @Nullable Buffer body,
            @Nullable AccessToken caller,
            Device device) {}

    ApiRequest(Origin origin, ValidatedRequest validated, Json json) {
        this.raw = origin.raw();
        this.body = origin.body();
        this.caller = origin.caller();
        this.device = origin.device();
        this.validated = validated;
        this.json = json;
    }

    /** Who asks, on operations that are not open. */
    AccessToken caller() {
        if (caller == null) {
            throw new IllegalStateException("the contract leaves " + raw.path() + " open: nobody is signed in");
        }
        return caller;
    }

    UUID userId() {
        return caller().userId();
    }

    Device device() {
        return device;
    }

    UUID pathId(String name) {
        return UUID.fromString(pathText(name));
    }

    String pathText(String name) {
        return String.valueOf(pathParameter(name).getString());
    }

    long pathNumber(String name) {
        return Objects.requireNonNull(pathParameter(name).getLong(), name);
    }

    private RequestParameter pathParameter(String name) {
        return Objects.requireNonNull(validated.getPathParameters().get(name), name);
    }

    @Nullable
    String query(String name) {
        RequestParameter parameter = validated.getQuery().get(name);
        return parameter == null || parameter.isNull() ? null : parameter.getString();
    }

    @Nullable
    UUID queryId(String name) {
        String text = query(name);
        return text == null ? null : UUID.fromString(text);
    }

    @Nullable
    Long queryNumber(String name) {
        RequestParameter parameter = validated.getQuery().get(name);
        return parameter == null || parameter.isNull() ? null : parameter.getLong();
    }

    @Nullable
    String cursor() {
        return query("cursor");
    }

    int limit() {
        Long limit = queryNumber("limit");
        return limit == null ? DEFAULT_LIMIT : limit.intValue();
    }

    @Nullable
    String header(String name) {
        return raw.getHeader(name);
    }

    @Nullable
    String cookie(String name) {
        Cookie cookie = raw.getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** Header names in lower case; what follows the question mark of the address is under {@code :query}. */
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        raw.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        // After the headers, so that nobody can send one of this name.
        headers.put(QUERY, Objects.requireNonNullElse(raw.query(), ""));
        return headers;
    }

    /** A field of a posted form, null if there is none. */
    @Nullable
    String form(String name) {
        return raw.getFormAttribute(name);
    }

    /** The body byte for byte. */
    byte[] bytes() {
        return body == null ? new byte[0] : body.getBytes();
    }

    /** The body as a record; one without fields if there is no body and the contract allows that. */
    <T> T body(Class<T> type) {
        RequestParameter parameter = validated.getBody();
        JsonObject accepted = parameter == null || parameter.isNull() ? null : parameter.getJsonObject();
        return json.read(accepted == null ? Map.of() : accepted.getMap(), type);
    }
}
