package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: where sessions and the digests of their refresh tokens are kept. Methods block. */
public interface SessionStore {
    /** Keeps a new session and its first token. */
    void open(Session session, TokenDigest token);

    /**
     * Replaces a token by its successor, exactly once however many ask at the same time: the others are taken for
     * thieves, and the session ends.
     *
     * @param expiresAt new end of the session
     */
    Rotation rotate(TokenDigest used, TokenDigest successor, Instant now, Instant expiresAt);

    /** Ends the session that the token belongs to, if there is one and it has not ended. */
    void end(TokenDigest token, Instant now);

    /** Ends every session of a person but one; a null one ends all. For when the second factor was set up, or taken away. */
    void endOthers(UUID accountId, @Nullable UUID kept, Instant now);

    /** What came of presenting a refresh token. */
    sealed interface Rotation {
        record Rotated(UUID sessionId, UUID accountId) implements Rotation {}

        /** Never issued, or its session has ended or run out. */
        record Unusable() implements Rotation {}

        /** It was used before: the session has now ended. */
        record Reused(UUID sessionId, UUID accountId) implements Rotation {}
    }
}
