package dev.stagedoor.server.tls;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What an ACME server that asks for a token at {@code /.well-known/acme-challenge/} is told just now (RFC 8555 §8.3). */
public final class Challenges {
    /** Asked for by {@code doctor}, to see whether the names lead here. Not a token: those have 128 bits at least. */
    public static final String PROBE = "stagedoor";

    private static final String PROBE_ANSWER = "Stagedoor answers here.";

    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** The key authorization of a token, null if nobody is being asked for that token. */
    public @Nullable String answer(String token) {
        return token.equals(PROBE) ? PROBE_ANSWER : answers.get(token);
    }

    /** Whether this is how the probe is answered. */
    public static boolean isProbeAnswer(String text) {
        return text.equals(PROBE_ANSWER);
    }

    void expect(String token, String keyAuthorization) {
        answers.put(token, keyAuthorization);
    }

    void forget(String token) {
        answers.remove(token);
    }
}
