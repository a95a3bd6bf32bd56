package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A payment provider: where its buyers pay, and how its webhooks are known to be its own. */
public interface PaymentProvider {
    /** Name in paths, accounts and orders, for example {@code sandbox}. */
    String name();

    /** Tells the provider of an order. It may be asked again for the same order, after a crash or a lost answer. */
    CheckoutOutcome checkout(NewOrder order);

    /**
     * For how long after it was made an order may still be paid there, slow methods included; nothing if the provider cannot be
     * asked about orders.
     */
    default Duration payableFor() {
        return Duration.ZERO;
    }

    /**
     * What it knows of an order now.
     *
     * @param providerRef what it calls the order, empty if it has no name for it
     */
    default OrderStanding fetch(NewOrder order, String providerRef) {
        return new OrderStanding.CannotBeAsked();
    }

    /**
     * A webhook exactly as it came in, checked before anything of it is believed.
     *
     * @param headers names in lower case; what follows the question mark of the address is under {@code :query}
     */
    WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress);

    /** What of a webhook's body may be kept; nothing that a provider sends which must not be known to us. */
    default byte[] keepable(byte[] body) {
        return body;
    }

    /**
     * Gives money back. Harmless to repeat with the same id. A provider that cannot be asked is told by hand.
     *
     * @param refundId idempotency key
     */
    default RefundOutcome refund(UUID refundId, String paymentId, Money amount) {
        return new RefundOutcome.ByHand(name() + " is not asked for refunds");
    }

    /** Whether its news of a refund names all that was given back of the payment by then; else what that one gave back. */
    default boolean tellsRefundsInAll() {
        return false;
    }

    /** Whether it takes by its API what the house says to a bank. */
    default boolean takesAnswers() {
        return false;
    }

    /** Passes on what the house says in a case. Harmless to repeat with the same id. */
    default AnswerOutcome answer(DisputeAnswer answer) {
        return new AnswerOutcome.ByHand(name() + " takes no answers by its API");
    }

    /** The page of the provider's on which people answer; empty if there is none. */
    default String answersAt() {
        return "";
    }

    /** Whether it can charge a buyer who is not there. */
    default Recharge recharge() {
        return Recharge.NEVER;
    }

    /**
     * Whether it knows an order again that is charged a second time under its own id, and charges it once. To one that does not,
     * an attempt is sent once, and what became of it when no answer came is told by its webhook or by nobody.
     */
    default boolean remembersKeys() {
        return true;
    }

    /**
     * Charges the payer of an earlier payment once more, as the buyer has agreed. The order's id is the idempotency key:
     * repeated within {@link AutoTopUpTerms#askAgainFor}, it charges nothing and answers the same, if the provider
     * {@linkplain #remembersKeys remembers keys}. Whoever can do that must also tell by webhook, as of any payment: after that
     * time, or once the buyer has withdrawn, nobody asks any more.
     *
     * @param methodRef what the earlier payment's news named for it, {@link ProviderEvent#methodRef}
     */
    default ChargeOutcome chargeAgain(NewOrder order, String methodRef) {
        throw new UnsupportedOperationException(name() + " charges nobody who is not there");
    }
}
