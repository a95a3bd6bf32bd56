package dev.stagedoor.signaling.web;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Numbers for Prometheus. They tell how the house does and are nobody else's business: whoever asks shows the operator's
 * token, or, where none is set, comes from this machine by itself. A proxy that does not say for whom it asks cannot be told
 * from that; who runs one sets the token.
 */
final class MetricsOperations implements Operations {
    private static final String PREFIX = "Bearer ";
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> metrics;
    private final String token;

    /** @param token what must be shown, empty if only this machine may ask */
    MetricsOperations(Supplier<String> metrics, String token) {
        this.metrics = metrics;
        this.token = token;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("getMetrics", this::metrics);
    }

    private Reply metrics(ApiRequest request) {
        if (token.isEmpty()) {
            return isFromHere(request)
                    ? present()
                    : Reply.refused(403, "FORBIDDEN", "From another machine this needs the setting metrics.token.");
        }
        return showsToken(request)
                ? present()
                : Access.unauthenticated("This needs the token of the setting metrics.token.");
    }

    private Reply present() {
        return Reply.text(TEXT_FORMAT, metrics.get());
    }

    private static boolean isFromHere(ApiRequest request) {
        boolean forwarded = request.header("X-Forwarded-For") != null || request.header("Forwarded") != null;
        return !forwarded && InetAddress.ofLiteral(request.device().address()).isLoopbackAddress();
    }

    private boolean showsToken(ApiRequest request) {
        String shown = request.header("Authorization");
        return shown != null
                && MessageDigest.isEqual(
                        (PREFIX + token).getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
