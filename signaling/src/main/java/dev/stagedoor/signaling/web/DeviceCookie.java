package dev.stagedoor.signaling.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a browser is known by from one sign-in to the next, whoever signs in: many accounts of one browser are worth a look. It
 * travels to the sign-in endpoints only, says nothing but itself, and lets nobody in.
 */
final class DeviceCookie {
    static final String NAME = "stagedoor_device";

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Duration LIFETIME = Duration.ofDays(400);

    private final boolean secure;
    private final SecureRandom random = new SecureRandom();

    DeviceCookie(boolean secure) {
        this.secure = secure;
    }

    /** The browser's, or a new one. */
    String of(ApiRequest request) {
        String known = request.cookie(NAME);
        if (known != null && FORM.matcher(known).matches()) {
            return known;
        }
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
    }

    /** Lets the browser keep it, from now on as long as browsers keep any. */
    Reply put(Reply reply, String id) {
        return reply.adding(
                "Set-Cookie",
                Cookie.cookie(NAME, id)
                        .setPath(RefreshCookie.PATH)
                        .setHttpOnly(true)
                        .setSecure(secure)
                        .setSameSite(CookieSameSite.STRICT)
                        .setMaxAge(LIFETIME.toSeconds())
                        .encode());
    }
}
