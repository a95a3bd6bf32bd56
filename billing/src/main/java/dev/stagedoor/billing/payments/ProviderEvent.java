package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a genuine webhook says.
 *
 * @param eventId the provider's, the same when it repeats itself
 * @param orderId null if it names the payment only; then it is the order that was paid by it
 * @param paymentId the provider's id of the payment
 * @param amount what was really paid, given back, or taken back by the bank
 * @param dispute the bank's case, null unless this is about one
 * @param methodRef by what the payer can be charged again, null if nobody can
 * @param card the same for the same card or account, whoever pays by it; null if the provider does not say
 */
public record ProviderEvent(
        String eventId,
        Kind kind,
        @Nullable UUID orderId,
        String paymentId,
        Money amount,
        @Nullable Dispute dispute,
        @Nullable String methodRef,
        @Nullable String card) {
    public ProviderEvent {
        eventId = storable(eventId);
        paymentId = storable(paymentId);
        methodRef = methodRef == null ? null : storable(methodRef);
    }

    /** One of a payment by which card nobody says. */
    public ProviderEvent(
            String eventId,
            Kind kind,
            @Nullable UUID orderId,
            String paymentId,
            Money amount,
            @Nullable Dispute dispute,
            @Nullable String methodRef) {
        this(eventId, kind, orderId, paymentId, amount, dispute, methodRef, null);
    }

    /** One whose payer is not charged again. */
    public ProviderEvent(
            String eventId,
            Kind kind,
            @Nullable UUID orderId,
            String paymentId,
            Money amount,
            @Nullable Dispute dispute) {
        this(eventId, kind, orderId, paymentId, amount, dispute, null);
    }

    /** One that is not about a dispute. */
    public ProviderEvent(String eventId, Kind kind, @Nullable UUID orderId, String paymentId, Money amount) {
        this(eventId, kind, orderId, paymentId, amount, null);
    }

    /** The same about that order. */
    public ProviderEvent about(UUID order) {
        return new ProviderEvent(eventId, kind, order, paymentId, amount, dispute, methodRef, card);
    }

    /** The same, whose payer can be charged again by that. */
    ProviderEvent chargeableBy(@Nullable String method) {
        return new ProviderEvent(eventId, kind, orderId, paymentId, amount, dispute, method, card);
    }

    /** The same, paid by that card. */
    ProviderEvent paidBy(@Nullable String sameCard) {
        return new ProviderEvent(eventId, kind, orderId, paymentId, amount, dispute, methodRef, sameCard);
    }

    /** What a provider has for a name is its own affair, but no database keeps NUL or half of a surrogate pair. */
    private static String storable(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /**
     * A buyer's bank takes a payment back.
     *
     * @param reference the provider's name for the case, the same through all its stages
     * @param feeMinor what the provider takes for it, in the currency of the amount; 0 also while it is not known
     * @param feeReturnedMinor what of the fee it has given back; 0 also while it is not known
     * @param respondBy until when the house may say something; null if it may not, or nobody said
     * @param underReview whether the bank has what the house says
     */
    public record Dispute(
            String reference,
            long feeMinor,
            long feeReturnedMinor,
            @Nullable Instant respondBy,
            boolean underReview) {
        /** One whose fee stays with the provider. */
        public Dispute(String reference, long feeMinor, @Nullable Instant respondBy, boolean underReview) {
            this(reference, feeMinor, 0, respondBy, underReview);
        }

        /** One of which no more is known. */
        public Dispute(String reference, long feeMinor) {
            this(reference, feeMinor, null, false);
        }

        public Dispute {
            reference = storable(reference);
            if (reference.isBlank() || feeMinor < 0 || feeReturnedMinor < 0 || feeReturnedMinor > feeMinor) {
                throw new IllegalArgumentException("a dispute %s with a fee of %d, of which %d came back"
                        .formatted(reference, feeMinor, feeReturnedMinor));
            }
        }
    }

    /** What happened. */
    public enum Kind {
        PENDING(OrderState.PENDING),
        FAILED(OrderState.FAILED),
        SUCCEEDED(OrderState.PAID),
        /** The provider gave money back. */
        REFUNDED(OrderState.REFUNDED),
        /** It was to give money back, and could not. */
        REFUND_FAILED(OrderState.REFUNDED),
        /** The buyer's bank took money back, or there is news of the case while it is open. */
        CHARGEBACK_OPENED(OrderState.CHARGEDBACK),
        /** It decided for the house, which has the money again. */
        CHARGEBACK_WON(OrderState.CHARGEDBACK),
        /** It decided for the buyer. */
        CHARGEBACK_LOST(OrderState.CHARGEDBACK);

        private final OrderState state;

        Kind(OrderState state) {
            this.state = state;
        }

        OrderState orderState() {
            return state;
        }
    }
}
