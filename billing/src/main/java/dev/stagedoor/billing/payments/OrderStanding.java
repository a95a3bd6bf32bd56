package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;

/** What a provider knows of an order when it is asked. */
public sealed interface OrderStanding {
    /** Nobody has paid yet, and it can still be paid. */
    record Waits() implements OrderStanding {}

    /**
     * It says what a webhook would have said. Failed means that nothing can come any more: a try that was declined, while another
     * may follow, is no answer to this question.
     *
     * @param raw what it said
     */
    record Said(ProviderEvent event, String raw) implements OrderStanding {
        /** The same answer has the same name, however often it is given. */
        static Said of(ProviderEvent.Kind kind, UUID orderId, String paymentId, Money amount, String raw) {
            String eventId = "fetched-%s-%s-%s".formatted(orderId, kind, paymentId);
            return new Said(new ProviderEvent(eventId, kind, orderId, paymentId, amount), raw);
        }
    }

    /** It did not answer, or not so that it could be understood. It is asked again. */
    record Unclear(String reason) implements OrderStanding {}

    /** It has no way to be asked; people look on its site. */
    record CannotBeAsked() implements OrderStanding {}
}
