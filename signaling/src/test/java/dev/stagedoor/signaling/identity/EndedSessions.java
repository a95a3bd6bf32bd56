package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down which sessions are ended, and keeps none. */
record EndedSessions(List<String> ended) implements SessionStore {
    @Override
    public void open(Session session, TokenDigest token) {}

    @Override
    public Rotation rotate(TokenDigest used, TokenDigest successor, Instant now, Instant expiresAt) {
        return new Rotation.Unusable();
    }

    @Override
    public void end(TokenDigest token, Instant now) {}

    @Override
    public void endOthers(UUID accountId, @Nullable UUID kept, Instant now) {
        ended.add(accountId + " but " + kept);
    }
}
