package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;

/**
 * What a genuine webhook says.
 *
 * @param eventId the provider's, the same when it repeats itself
 * @param paymentId the provider's id of the payment
 * @param amount what was really paid
 */
public record ProviderEvent(String eventId, Kind kind, UUID orderId, String paymentId, Money amount) {
    /** What happened. */
    public enum Kind {
        PENDING(OrderState.PENDING),
        FAILED(OrderState.FAILED),
        SUCCEEDED(OrderState.PAID),
        /** The provider gave money back. */
        REFUNDED(OrderState.REFUNDED),
        /** The buyer's bank took money back. */
        CHARGED_BACK(OrderState.CHARGEDBACK);

        private final OrderState state;

        Kind(OrderState state) {
            this.state = state;
        }

        OrderState orderState() {
            return state;
        }
    }
}
