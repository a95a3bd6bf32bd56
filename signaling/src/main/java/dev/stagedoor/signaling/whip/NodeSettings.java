package dev.stagedoor.signaling.whip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/**
 * How this server works together with others.
 *
 * @param origins URLs of servers to ask, in this order, for what is watched here and published nowhere here
 * @param token what servers show each other; empty lets none of them in
 * @param depth how many links there may be between a publisher and who watches
 * @param linger how long a link stays after the last who watched: whoever reloads a page finds it there
 * @param retry how long to wait after nobody had it, or the link was lost
 */
public record NodeSettings(List<String> origins, String token, int depth, Duration linger, Duration retry) {
    /** More adds delay that people notice, and nobody needs it: two steps of a hundred servers each are ten thousand. */
    private static final int DEPTH = 2;

    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Nobody tries as many as that over a network. */
    private static final int MIN_TOKEN_LENGTH = 16;

    public NodeSettings {
        origins = List.copyOf(origins);
        if (!origins.isEmpty() && token.isEmpty()) {
            throw new IllegalArgumentException(
                    "nodes.origins needs nodes.token, which the servers named there have, too");
        }
        if (!token.isEmpty() && token.length() < MIN_TOKEN_LENGTH) {
            throw new IllegalArgumentException("nodes.token needs at least " + MIN_TOKEN_LENGTH
                    + " characters, for example of openssl rand -hex 32");
        }
    }

    /** A server on its own. */
    public static NodeSettings alone() {
        return of(List.of(), "", Duration.ZERO);
    }

    /** With the usual depth and patience. */
    public static NodeSettings of(List<String> origins, String token, Duration linger) {
        return new NodeSettings(origins, token, DEPTH, linger, RETRY);
    }

    /** Whether that is what a server of ours would show; takes as long whether or not it is nearly right. */
    public boolean isToken(String shown) {
        return !token.isEmpty()
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the token, which is nobody's to read in a log. */
    @Override
    public String toString() {
        return "NodeSettings[origins=" + origins + ", depth=" + depth + ", linger=" + linger + ", retry=" + retry + "]";
    }
}
