package dev.stagedoor.signaling.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes replies to their sockets. Runs on the request's event loop. */
final class ReplyWriter {
    private final Json json;

    ReplyWriter(Json json) {
        this.json = json;
    }

    void write(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        if (!reply.headers().containsKey("Cache-Control")) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        switch (reply.content()) {
            case Reply.Content.None() -> response.end();
            case Reply.Content.Value(Object value) -> end(response, "application/json", json.write(value));
            case Reply.Content.Bytes(String contentType, Buffer bytes) -> end(response, contentType, bytes);
            case Reply.Content.Refusal refusal ->
                end(
                        response,
                        Problem.MEDIA_TYPE,
                        json.write(Problem.of(reply.status(), refusal, context.normalizedPath())));
        }
    }

    private static void end(HttpServerResponse response, String contentType, Buffer bytes) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(bytes);
    }
}
