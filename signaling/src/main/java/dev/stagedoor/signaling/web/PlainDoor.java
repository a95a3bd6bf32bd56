package dev.stagedoor.signaling.web;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The port without TLS (80) beside one with it. It answers an ACME server's challenges (RFC 8555 §8.3), leads people who typed a
 * name to HTTPS, and says so while there is nothing to lead to. Nothing else is to be had here, least of all with a password.
 */
public final class PlainDoor implements AutoCloseable {
    private static final String CHALLENGE_PATH = "/.well-known/acme-challenge/";
    private static final long CONNECTION_LIMIT_MS = 15_000;
    private static final int RETRY_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Function<String, @Nullable String> challenges;
    private volatile String site = "";
    private int port;

    private PlainDoor(Function<String, @Nullable String> challenges) {
        this.challenges = challenges;
    }

    /**
     * Begins to listen. Blocks until it does; not for an event loop.
     *
     * @param port 0 for a free one
     * @param challenges a challenge's token to its answer, null where there is none; called on an event loop
     * @throws IllegalStateException if the port cannot be had
     */
    public static PlainDoor open(String host, int port, Function<String, @Nullable String> challenges) {
        PlainDoor door = new PlainDoor(challenges);
        HttpServerOptions options =
                new HttpServerOptions().setHost(host).setPort(port).setHttp2ClearTextEnabled(false);
        try {
            HttpServer server = door.vertx
                    .createHttpServer(options)
                    // Nobody has anything to say at length here.
                    .connectionHandler(connection -> door.vertx.setTimer(CONNECTION_LIMIT_MS, over -> {
                        var _ = connection.close();
                    }))
                    .requestHandler(door::answer)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            door.port = server.actualPort();
            return door;
        } catch (CompletionException e) {
            door.close();
            throw new IllegalStateException(
                    "cannot listen on " + host + ":" + port + ": " + e.getCause(), e.getCause());
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Leads people to this address from now on: {@code https://}, a host, perhaps a port, no slash at the end. */
    public void leadTo(String url) {
        site = url;
    }

    private void answer(HttpServerRequest request) {
        String path = request.path() == null ? "/" : request.path();
        if (path.startsWith(CHALLENGE_PATH)) {
            String answer = challenges.apply(path.substring(CHALLENGE_PATH.length()));
            say(request, answer == null ? 404 : 200, answer == null ? "Nobody is asking for this." : answer);
        } else if (site.isEmpty()) {
            request.response().putHeader("Retry-After", Integer.toString(RETRY_SECONDS));
            say(request, 503, "This site is getting its certificate. Try again in a minute.");
        } else if (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method())) {
            String query = request.query() == null ? "" : "?" + request.query();
            request.response().putHeader(HttpHeaders.LOCATION, site + path + query);
            say(request, 308, "This site is at " + site);
        } else {
            // Whatever was sent has been seen by everybody on the way; going on with it would hide that.
            say(request, 403, "This site takes requests at " + site + " only.");
        }
    }

    private static void say(HttpServerRequest request, int status, String text) {
        var _ = request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(text);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
