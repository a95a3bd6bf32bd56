package dev.stagedoor.signaling.whip;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sessions that are over, and what is said to those who ask for them all the same. */
final class EndedSessions {
    /** Players try again within seconds of their connection's end; a phone that slept, when it wakes. */
    private static final Duration REPLACED_REMEMBERED = Duration.ofHours(6);

    /** Players end their connection first, and the session a moment later. */
    private static final Duration OVER_REMEMBERED = Duration.ofMinutes(10);

    private static final int AT_MOST = 10_000;

    private final Cache<String, Boolean> replaced = remembering(REPLACED_REMEMBERED);
    private final Cache<String, Boolean> over = remembering(OVER_REMEMBERED);

    private static Cache<String, Boolean> remembering(Duration time) {
        return Caffeine.newBuilder().expireAfterWrite(time).maximumSize(AT_MOST).build();
    }

    /**
     * Its ticket was taken to another device. A player that merely finds its session gone begins another one; of two players
     * that did so for one ticket, each would throw out the other for ever.
     */
    void noteReplaced(LiveSession session) {
        replaced.put(session.id(), true);
    }

    /** It was ended, or its connection was. */
    void noteOver(LiveSession session) {
        over.put(session.id(), true);
    }

    /** Why there is no session of this id. */
    Refusal whyGone(String sessionId) {
        return replaced.getIfPresent(sessionId) == null ? Refusal.SESSION_NOT_FOUND : Refusal.REPLACED;
    }

    /** Why it could not be ended; null if it just was over, which is what was wanted. */
    @Nullable
    Refusal whyNotEnded(String sessionId) {
        Refusal why = whyGone(sessionId);
        return why == Refusal.SESSION_NOT_FOUND && over.getIfPresent(sessionId) != null ? null : why;
    }
}
