package dev.stagedoor.signaling.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/**
 * Headers of every response. The content security policy allows our own files and nothing inline; {@code blob:} is there
 * for pictures and workers that the app makes itself. CORS headers are sent by {@link CrossOrigin} only: elsewhere
 * other origins have no business here.
 */
final class SecurityHeaders implements Handler<RoutingContext> {
    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "font-src 'self'",
            "media-src 'self' blob: mediastream:",
            // Browsers disagree on whether 'self' covers WebSockets of the same host.
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private static final String PERMISSIONS_POLICY =
            "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), autoplay=(self),"
                    + " fullscreen=(self), picture-in-picture=(self), geolocation=(), payment=(), usb=()";

    private final boolean secure;

    SecurityHeaders(boolean secure) {
        this.secure = secure;
    }

    @Override
    public void handle(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin")
                .set("Permissions-Policy", PERMISSIONS_POLICY)
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin");
        if (secure) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        context.next();
    }
}
