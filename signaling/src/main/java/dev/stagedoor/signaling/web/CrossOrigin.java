package dev.stagedoor.signaling.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets pages of every origin publish and play by WHIP and WHEP (RFC 9725 section 4.2 asks for it), and answers their
 * preflights. Nothing is given away by that: a cookie is never looked at here, and another site has no access token.
 */
final class CrossOrigin implements Handler<RoutingContext> {
    private static final String A_DAY_S = "86400";

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader(
                        "Access-Control-Expose-Headers", "Location, ETag, Link, Accept-Patch, Accept-Post, Retry-After")
                // What is for everybody to fetch must not be kept from them by the general rule.
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        boolean preflight = context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().headers().contains("Access-Control-Request-Method");
        if (!preflight) {
            context.next();
            return;
        }
        response.putHeader("Access-Control-Allow-Methods", "POST, PATCH, DELETE, OPTIONS")
                .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match")
                .putHeader("Access-Control-Max-Age", A_DAY_S)
                .setStatusCode(204)
                .end();
    }
}
