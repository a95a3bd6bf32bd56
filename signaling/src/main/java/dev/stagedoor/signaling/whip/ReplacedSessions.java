package dev.stagedoor.signaling.whip;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Sessions that ended because their ticket was taken to another device. A player that merely finds its session gone begins
 * another one; of two players that did so for one ticket, each would throw out the other for ever.
 */
final class ReplacedSessions {
    /** Players try again within seconds of their connection's end; a phone that slept, when it wakes. */
    private static final Duration REMEMBERED = Duration.ofHours(6);

    private static final int AT_MOST = 10_000;

    private final Cache<String, Boolean> ids = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(AT_MOST)
            .build();

    void note(LiveSession session) {
        ids.put(session.id(), true);
    }

    /** Why there is no session of this id. */
    Refusal whyGone(String sessionId) {
        return ids.getIfPresent(sessionId) == null ? Refusal.SESSION_NOT_FOUND : Refusal.REPLACED;
    }
}
