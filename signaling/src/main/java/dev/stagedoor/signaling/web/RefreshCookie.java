package dev.stagedoor.signaling.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The refresh token's cookie, and the guard before it. Scripts cannot read it (HttpOnly), other sites cannot make the
 * browser send it (SameSite=Strict), and it travels to the sign-in endpoints only. Browsers without SameSite are covered
 * by a header that a form of another site cannot set and that its scripts cannot either, because no origin is allowed by
 * CORS.
 */
final class RefreshCookie {
    static final String NAME = "stagedoor_refresh";

    /** Of the sign-in endpoints. */
    static final String PATH = "/api/v1/auth";

    private static final String GUARD_HEADER = "X-Requested-With";
    private static final String GUARD_VALUE = "stagedoor";

    private final boolean secure;
    private final Duration lifetime;

    RefreshCookie(boolean secure, Duration lifetime) {
        this.secure = secure;
        this.lifetime = lifetime;
    }

    /** Where a request has its refresh token. */
    sealed interface Presented {
        record Token(String value) implements Presented {}

        record Absent() implements Presented {}

        /** There is a cookie, but it may not be the user who sends it. */
        record CrossSite(Reply reply) implements Presented {}
    }

    /** @param inBody token of the body, null if it has none */
    Presented presented(ApiRequest request, @Nullable String inBody) {
        if (inBody != null) {
            return new Presented.Token(inBody);
        }
        String cookie = request.cookie(NAME);
        if (cookie == null || cookie.isEmpty()) {
            return new Presented.Absent();
        }
        String site = request.header("Sec-Fetch-Site");
        boolean sameSite = site == null || site.equals("same-origin") || site.equals("none");
        if (!sameSite || !GUARD_VALUE.equals(request.header(GUARD_HEADER))) {
            return new Presented.CrossSite(Reply.refused(
                    403,
                    "FORBIDDEN",
                    "With the cookie, send " + GUARD_HEADER + ": " + GUARD_VALUE + " from the server's own pages."));
        }
        return new Presented.Token(cookie);
    }

    Reply put(Reply reply, String token) {
        return reply.with("Set-Cookie", encode(token, lifetime));
    }

    Reply clear(Reply reply) {
        return reply.with("Set-Cookie", encode("", Duration.ZERO));
    }

    private String encode(String value, Duration maxAge) {
        return Cookie.cookie(NAME, value)
                .setPath(PATH)
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(maxAge.toSeconds())
                .encode();
    }
}
