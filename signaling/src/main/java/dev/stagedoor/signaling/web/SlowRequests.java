package dev.stagedoor.signaling.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections on which a request comes too slowly. Whoever sends a byte now and then is never idle and could hold a
 * connection for ever; a thousand of those cost their owner nothing and us a file each.
 */
final class SlowRequests implements Handler<RoutingContext> {
    private final Vertx vertx;
    private final long firstMs;
    private final long bodyMs;
    private final Set<HttpConnection> silent = ConcurrentHashMap.newKeySet();

    /**
     * @param firstMs from a new connection to the end of its first request's headers
     * @param bodyMs from the headers of a request to the end of its body
     */
    SlowRequests(Vertx vertx, long firstMs, long bodyMs) {
        this.vertx = vertx;
        this.firstMs = firstMs;
        this.bodyMs = bodyMs;
    }

    /** To be told of every new connection. */
    void watch(HttpConnection connection) {
        silent.add(connection);
        vertx.setTimer(firstMs, timer -> {
            if (silent.remove(connection)) {
                var _ = connection.close();
            }
        });
    }

    @Override
    public void handle(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        silent.remove(connection);
        if (context.request().getHeader("Upgrade") != null) {
            // It has no body, and what follows on this connection is a WebSocket's.
            context.next();
            return;
        }
        long timer = vertx.setTimer(bodyMs, late -> {
            var _ = connection.close();
        });
        context.request().end().onComplete(whole -> vertx.cancelTimer(timer));
        context.next();
    }
}
