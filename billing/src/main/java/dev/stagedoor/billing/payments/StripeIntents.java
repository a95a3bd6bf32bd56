package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a payment intent says that was made without a Checkout Session, for a buyer who is not there. */
final class StripeIntents {
    /** The note that carries our order's id. Intents of sessions have none; they are read with their session. */
    static final String ORDER_NOTE = "stagedoor_order";

    private StripeIntents() {}

    /** What an intent's status means for its order; null if it means nothing. What waits for the buyer waits for nobody. */
    static ProviderEvent.@Nullable Kind kind(String status) {
        return switch (status) {
            case "succeeded" -> ProviderEvent.Kind.SUCCEEDED;
            case "processing" -> ProviderEvent.Kind.PENDING;
            case "requires_payment_method", "requires_action", "canceled" -> ProviderEvent.Kind.FAILED;
            default -> null;
        };
    }

    /** What is said of an intent; null if it is not of an order of ours. Throws {@link IllegalArgumentException} for another shape. */
    static @Nullable ProviderEvent event(String eventId, ProviderEvent.Kind kind, JsonNode intent) {
        UUID orderId = ProviderApi.uuid(intent.path("metadata").path(ORDER_NOTE).asText());
        if (orderId == null) {
            return null;
        }
        boolean paid = kind == ProviderEvent.Kind.SUCCEEDED;
        return new ProviderEvent(
                eventId,
                kind,
                orderId,
                ProviderApi.text(intent, "id"),
                new Money(
                        ProviderApi.number(intent, paid ? "amount_received" : "amount"),
                        Asset.valueOf(ProviderApi.text(intent, "currency").toUpperCase(Locale.ROOT))));
    }
}
