package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.RateLimiter.Limit;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param host address to listen on
 * @param port TCP port, 0 for a free one
 * @param publicUrl where browsers reach this server, without a slash at the end; empty if unknown. With {@code https} the
 *     refresh cookie is marked Secure and HSTS is sent
 * @param viewerApp folder with the built viewer and performer app, null if there is none
 * @param adminApp folder with the built admin app, null if there is none
 * @param trustForwardedFor whether a proxy of ours stands in front and writes the last entry of X-Forwarded-For
 * @param requestsPerAddress API requests from one address
 * @param metricsToken what who reads the metrics must show, empty if only this machine may read them
 * @param tls what to speak HTTPS with, null for plain HTTP
 */
public record HttpConfig(
        String host,
        int port,
        String publicUrl,
        @Nullable Path viewerApp,
        @Nullable Path adminApp,
        boolean trustForwardedFor,
        Limit requestsPerAddress,
        String metricsToken,
        @Nullable Tls tls) {
    /**
     * PEM files.
     *
     * @param certificate with its chain
     * @param key in PKCS #8
     */
    public record Tls(Path certificate, Path key) {}

    /** A request body has at most this many bytes. The largest honest one is about 1 KiB. */
    static final int BODY_BYTES = 256 * 1024;

    /** A provider's file of settlements in a request has at most this many bytes, some ten thousand lines. */
    static final int FILE_BYTES = 2 * 1024 * 1024;

    /** Listens on one address and port, with everything else as an installation starts with. */
    public static HttpConfig on(String host, int port) {
        return new HttpConfig(host, port, "", null, null, false, new Limit(1200, Duration.ofMillis(10)), "", null);
    }

    boolean isSecure() {
        return tls != null || publicUrl.startsWith("https://");
    }
}
