package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Money;

/** What a request to a payout provider's webhook turned out to be. */
public sealed interface PayoutNews {
    /**
     * The provider's own, about a payout.
     *
     * @param eventId the provider's, the same when it repeats itself
     * @param key which order it is about
     * @param amount of that order, to be compared with ours
     */
    record About(String eventId, String key, Money amount, PayoutProvider.Answer answer) implements PayoutNews {}

    /** The provider's own, but about nothing that moves a payout; taken all the same. */
    record NotForUs() implements PayoutNews {}

    /** Not from the provider, or not readable. */
    record Forged() implements PayoutNews {}
}
