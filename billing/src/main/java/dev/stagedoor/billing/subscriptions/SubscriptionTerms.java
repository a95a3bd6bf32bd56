package dev.stagedoor.billing.subscriptions;

import java.time.Duration;
import java.util.List;

/**
 * How subscriptions are sold.
 *
 * @param plans of the house
 * @param graceDays a month that cannot be paid keeps its perks for so long, then the subscription expires
 * @param retryEvery between two tries to be paid
 */
public record SubscriptionTerms(List<Plan> plans, int graceDays, Duration retryEvery) {
    public SubscriptionTerms {
        plans = List.copyOf(plans);
        if (graceDays < 0 || retryEvery.isNegative() || retryEvery.isZero()) {
            throw new IllegalArgumentException("grace of " + graceDays + " days, tries every " + retryEvery);
        }
    }

    /** {@link Plan#defaults()}, a week of grace, a try a day. */
    public static SubscriptionTerms defaults() {
        return new SubscriptionTerms(Plan.defaults(), 7, Duration.ofDays(1));
    }
}
