package dev.stagedoor.signaling.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells a page of ours from another site's. Browsers say of every WebSocket which page opens it (RFC 6455 section 10.2), and
 * pages cannot lie about it; other programs may, but those have no person's cookies and need none of our protection.
 */
final class OwnPages {
    private final String publicUrl;

    /** @param publicUrl where browsers reach this server, empty if unknown */
    OwnPages(String publicUrl) {
        this.publicUrl = publicUrl.toLowerCase(Locale.ROOT);
    }

    /** Whether a request comes from a page of ours, or from no page at all. */
    boolean include(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || isPublicUrl(origin) || isHostOf(origin, request.authority());
    }

    private boolean isPublicUrl(String origin) {
        return !publicUrl.isEmpty() && publicUrl.equals(origin.toLowerCase(Locale.ROOT));
    }

    private static boolean isHostOf(String origin, @Nullable HostAndPort host) {
        if (host == null) {
            return false;
        }
        try {
            URI uri = new URI(origin);
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            int usual = secure ? 443 : 80;
            int theirs = uri.getPort() < 0 ? usual : uri.getPort();
            int ours = host.port() < 0 ? usual : host.port();
            return host.host().equalsIgnoreCase(uri.getHost()) && theirs == ours;
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }
}
