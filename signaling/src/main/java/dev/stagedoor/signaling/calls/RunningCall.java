package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.Funding;
import dev.stagedoor.signaling.protocol.CallView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that has begun and is not settled, as operators see it.
 *
 * @param flowing whether time is metered now
 * @param fundedMs billable milliseconds that the coins known of pay for; null where nothing has to be paid
 * @param fundedUntil when they run out if media goes on; null while the clock stands still
 */
public record RunningCall(
        CallView view,
        boolean flowing,
        @Nullable Long fundedMs,
        @Nullable Instant fundedUntil,
        Funding funding) {

    /** One whose clock has not begun. */
    static RunningCall waiting(CallView view, long fundedMs) {
        return new RunningCall(view, false, limit(fundedMs), null, Funding.FUNDED);
    }

    /** @param fundedMs {@link Long#MAX_VALUE} where nothing has to be paid */
    static @Nullable Long limit(long fundedMs) {
        return fundedMs == Long.MAX_VALUE ? null : fundedMs;
    }
}
