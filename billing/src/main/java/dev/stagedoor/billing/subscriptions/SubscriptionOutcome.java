package dev.stagedoor.billing.subscriptions;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;

/** How a wish about a subscription ended. Whatever is not {@code Accepted} changed nothing. */
public sealed interface SubscriptionOutcome {
    /** Done, now or before. */
    record Accepted(Subscription subscription) implements SubscriptionOutcome {}

    /** The coins do not pay for it. */
    record InsufficientFunds(Money required, Money available) implements SubscriptionOutcome {}

    /** The subscriber does not allow themselves that; nothing moved. */
    record Limited(SpendRefusal why) implements SubscriptionOutcome {}

    /** There is one of that kind already: change it instead. */
    record AlreadySubscribed() implements SubscriptionOutcome {}

    /** No such subscription of this person, or it has ended. */
    record Unknown() implements SubscriptionOutcome {}

    /** No such plan. */
    record UnknownPlan() implements SubscriptionOutcome {}
}
