package dev.stagedoor.billing.subscriptions;

import java.time.Duration;

/**
 * How subscriptions are sold; which plans there are, and for how much, is the price list's business.
 *
 * @param trialDays the first days of a plan of the house, once for each subscriber
 * @param graceDays a month that cannot be paid keeps its perks for so long, then the subscription expires
 * @param retryEvery between two tries to be paid
 */
public record SubscriptionTerms(int trialDays, int graceDays, Duration retryEvery) {
    public SubscriptionTerms {
        if (trialDays < 0 || graceDays < 0 || retryEvery.isNegative() || retryEvery.isZero()) {
            throw new IllegalArgumentException(
                    "trial of %d days, grace of %d, tries every %s".formatted(trialDays, graceDays, retryEvery));
        }
    }

    /** No trial, a week of grace, a try a day. */
    public static SubscriptionTerms defaults() {
        return new SubscriptionTerms(0, 7, Duration.ofDays(1));
    }
}
