package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.RateLimiter;
import dev.stagedoor.signaling.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP server: one port for REST, WebSocket and pages. */
public final class WebServer {
    private static final int IDLE_TIMEOUT_SECONDS = 120;
    private static final long HEADERS_LIMIT_MS = 15_000;
    private static final long BODY_LIMIT_MS = 30_000;
    private static final int LIMITED_ADDRESSES = 100_000;

    private final Vertx vertx;
    private final HttpConfig config;
    private final Router router;
    private final RateLimiter requests;
    private final SlowRequests slow;
    private volatile @Nullable HttpServer server;

    private WebServer(Vertx vertx, HttpConfig config, WebParts parts, Executor virtualThreads) {
        this.vertx = vertx;
        this.config = config;
        this.requests = new RateLimiter(config.requestsPerAddress(), LIMITED_ADDRESSES, System::nanoTime);
        this.slow = new SlowRequests(vertx, HEADERS_LIMIT_MS, BODY_LIMIT_MS);
        this.router = new WebRoutes(vertx, config, parts, requests, slow).build(virtualThreads, this::door);
    }

    /**
     * A server that does not listen yet. Blocks; not for an event loop.
     *
     * @param parts what the web stands in front of
     * @param virtualThreads where operations run; they may block
     */
    public static WebServer of(HttpConfig config, WebParts parts, Executor virtualThreads) {
        return new WebServer(Vertx.vertx(), config, parts, virtualThreads);
    }

    /** Begins to listen and returns the port. Blocks until it does; fails if the port is taken. */
    public int start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // Nobody speaks HTTP/2 without TLS to us, and an upgrade nobody needs is one that can be abused.
                .setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(Limits.MESSAGE_BYTES)
                .setMaxWebSocketMessageSize(Limits.MESSAGE_BYTES)
                .addWebSocketSubProtocol(Limits.SUBPROTOCOL);
        HttpConfig.Tls tls = config.tls();
        TlsFiles files = tls == null ? null : new TlsFiles(tls);
        if (files != null) {
            files.secure(options);
        }
        try {
            HttpServer listening = join(vertx.createHttpServer(options)
                    .connectionHandler(slow::watch)
                    .invalidRequestHandler(new Unreadable())
                    .requestHandler(router)
                    .listen());
            server = listening;
            if (files != null) {
                files.watch(vertx, listening);
            }
            return listening.actualPort();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getCause(), e.getCause());
        }
    }

    /** Lets each address make this many requests from now on. */
    public void limitRequests(RateLimiter.Limit limit) {
        requests.change(limit);
    }

    /** Takes no more requests, lets those under way finish for as long as given, and ends its threads. */
    public void stop(Duration patience) {
        HttpServer listening = server;
        if (listening != null) {
            join(listening.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS));
        }
        join(vertx.close());
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** Where this server's own messages to itself go: the address it listens on, loopback if that is all of them. */
    WebhookSender.Door door() {
        HttpServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("the server does not listen yet");
        }
        boolean everywhere = config.host().equals("0.0.0.0") || config.host().equals("::");
        return new WebhookSender.Door(everywhere ? "127.0.0.1" : config.host(), listening.actualPort());
    }
}
