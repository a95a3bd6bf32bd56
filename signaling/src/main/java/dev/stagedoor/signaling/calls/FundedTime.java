package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;

/** What coins buy in time. */
final class FundedTime {
    private static final long MS_PER_MINUTE = 60_000;
    private static final long MS_PER_SECOND = 1_000;

    private FundedTime() {}

    /**
     * Billable milliseconds that an amount pays at a rate, in whole increments. Only used until billing's first reading
     * says it exactly.
     */
    static long of(Money amount, Money perMinute, Increment increment) {
        if (perMinute.amountMinor() <= 0 || amount.amountMinor() > Long.MAX_VALUE / MS_PER_MINUTE) {
            return Long.MAX_VALUE;
        }
        long fundedMs = amount.amountMinor() * MS_PER_MINUTE / perMinute.amountMinor();
        return fundedMs - fundedMs % incrementMs(increment);
    }

    /** Length of an increment. */
    static long incrementMs(Increment increment) {
        return switch (increment) {
            case MINUTE -> MS_PER_MINUTE;
            case SECOND -> MS_PER_SECOND;
        };
    }
}
