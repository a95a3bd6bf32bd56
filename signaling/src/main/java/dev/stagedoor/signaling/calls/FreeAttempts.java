package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How often somebody rings who has never paid for anything: coins that were given away bring people to try, and are no reason to let
 * many phones ring. The log of calls is what is counted, so it holds on every node and after a restart; a call that does not ring is
 * none. Blocks.
 *
 * @param perDay within any 24 hours; 0 if nobody is limited
 */
record FreeAttempts(int perDay, CallLog log, Entitlements entitlements, Timers timers) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MINUTES_PER_HOUR = 60;

    /** Why this viewer cannot ring now, null if they can. */
    @Nullable
    Answer refusal(UUID viewerId) {
        if (perDay == 0) {
            return null;
        }
        Instant oldest = log.nthNewest(viewerId, perDay);
        Instant again = oldest == null ? null : oldest.plus(DAY);
        Instant now = timers.now();
        if (again == null || !again.isAfter(now) || entitlements.hasPaid(viewerId)) {
            return null;
        }
        return Answer.refused(
                ErrorCode.FREE_CALLS_USED_UP,
                "Before the first coins are bought there are %d calls a day. You can call again in %s, or at once after buying coins."
                        .formatted(perDay, words(Duration.between(now, again))));
    }

    /** Rounded up, so that whoever waits as long has waited long enough. */
    private static String words(Duration wait) {
        long minutes = wait.plusMinutes(1).minusNanos(1).toMinutes();
        return minutes < MINUTES_PER_HOUR
                ? minutes + " min"
                : "%d h %d min".formatted(minutes / MINUTES_PER_HOUR, minutes % MINUTES_PER_HOUR);
    }
}
