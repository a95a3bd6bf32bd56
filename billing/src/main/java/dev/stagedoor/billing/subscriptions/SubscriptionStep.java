package dev.stagedoor.billing.subscriptions;

import dev.stagedoor.billing.ledger.Posting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a subscription in one go, all of it or nothing.
 *
 * @param to the row afterwards
 * @param closes the paid month that ends with it, and when; null if none. What is free of the coins for its free minutes expires
 *     before anything is posted, so that they never pay for the next month
 * @param opens the month that is paid with it, null if none
 * @param postings in order
 * @param ifPoor what becomes of it when the first posting finds too few coins; null refuses the step as a whole
 */
public record SubscriptionStep(
        Subscription to,
        @Nullable PaidMonth closes,
        @Nullable PaidMonth opens,
        List<Posting> postings,
        @Nullable SubscriptionStep ifPoor) {
    public SubscriptionStep {
        postings = List.copyOf(postings);
    }

    /** Only the row changes. */
    static SubscriptionStep to(Subscription to) {
        return new SubscriptionStep(to, null, null, List.of(), null);
    }
}
