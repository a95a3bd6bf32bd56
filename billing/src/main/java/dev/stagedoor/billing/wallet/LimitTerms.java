package dev.stagedoor.billing.wallet;

import java.time.Duration;

/**
 * The rules of limits that people set for themselves.
 *
 * @param coolingOff until a limit that was raised or lifted takes effect; a lower one does at once
 * @param longestExclusion that can be asked for
 */
public record LimitTerms(Duration coolingOff, Duration longestExclusion) {
    public LimitTerms {
        if (coolingOff.isNegative() || longestExclusion.isNegative()) {
            throw new IllegalArgumentException("times are not negative, got " + coolingOff + ", " + longestExclusion);
        }
    }

    /** A day; five years. */
    public static LimitTerms defaults() {
        return new LimitTerms(Duration.ofDays(1), Duration.ofDays(1_825));
    }
}
