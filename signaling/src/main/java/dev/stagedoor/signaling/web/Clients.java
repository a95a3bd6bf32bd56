package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.Device;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;

/** Tells where a request comes from. */
final class Clients {
    private final boolean trustForwardedFor;

    /** @param trustForwardedFor see {@link HttpConfig} */
    Clients(boolean trustForwardedFor) {
        this.trustForwardedFor = trustForwardedFor;
    }

    Device deviceOf(HttpServerRequest request) {
        return new Device(
                addressOf(request), Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
    }

    /** The last entry is what our own proxy has seen; those before it are whatever the client has claimed. */
    String addressOf(HttpServerRequest request) {
        String forwarded = trustForwardedFor ? request.getHeader("X-Forwarded-For") : null;
        if (forwarded != null && !forwarded.isBlank()) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        return request.remoteAddress().hostAddress();
    }
}
