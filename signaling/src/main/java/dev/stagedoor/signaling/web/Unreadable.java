package dev.stagedoor.signaling.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** Answers what never became a request that a router could see: it is too long, or no HTTP. The connection ends with it. */
final class Unreadable implements Handler<HttpServerRequest> {
    private final Json json = new Json();

    @Override
    public void handle(HttpServerRequest request) {
        Reply reply = reply(request.decoderResult().cause());
        if (reply.content() instanceof Reply.Content.Refusal refusal) {
            // Of a line that cannot be read the path is not known.
            String path = reply.status() == 431 ? request.path() : null;
            Problem problem = Problem.of(reply.status(), refusal, path == null ? "" : path);
            var _ = request.response()
                    .setStatusCode(reply.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("Connection", "close")
                    .end(json.write(problem))
                    .onComplete(written -> request.connection().close());
        }
    }

    private static Reply reply(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                Reply.refused(
                        414,
                        "URI_TOO_LONG",
                        "An address has at most " + HttpServerOptions.DEFAULT_MAX_INITIAL_LINE_LENGTH + " bytes.");
            case TooLongHttpHeaderException _ ->
                Reply.refused(
                        431,
                        "HEADERS_TOO_LARGE",
                        "All headers together have at most " + HttpServerOptions.DEFAULT_MAX_HEADER_SIZE + " bytes.");
            default -> Failures.malformed();
        };
    }
}
