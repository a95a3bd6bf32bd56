package dev.stagedoor.billing.payments;

import java.time.Duration;

/**
 * The rules of coins that buy themselves.
 *
 * @param mostDeclines in a row, after which it switches itself off
 * @param retryAfter a declined attempt
 * @param activeWithin nothing is bought for those who have not done anything for so long: coins that expire are no reason
 * @param askAgainFor how long a provider that did not answer is asked again with the same key; shorter than any provider
 *     remembers keys, or it would charge twice. Stripe forgets them after a day
 */
public record AutoTopUpTerms(int mostDeclines, Duration retryAfter, Duration activeWithin, Duration askAgainFor) {
    public AutoTopUpTerms {
        if (mostDeclines <= 0 || retryAfter.isNegative() || !activeWithin.isPositive() || !askAgainFor.isPositive()) {
            throw new IllegalArgumentException(
                    "auto top-up: %d declines, again after %s, for those active within %s, asked again for %s"
                            .formatted(mostDeclines, retryAfter, activeWithin, askAgainFor));
        }
    }

    /** Three declines, an hour apart; a day; twelve hours. */
    public static AutoTopUpTerms defaults() {
        return new AutoTopUpTerms(3, Duration.ofHours(1), Duration.ofDays(1), Duration.ofHours(12));
    }
}
