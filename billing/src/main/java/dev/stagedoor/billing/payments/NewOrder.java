package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Sale;
import java.util.UUID;

/**
 * An order about to be made.
 *
 * @param keepsMethod whether the buyer has agreed that what pays for it is kept, to be charged again
 */
public record NewOrder(
        UUID orderId, UUID userId, String idempotencyKey, String packageId, Sale sale, boolean keepsMethod) {
    /** One that is paid and forgotten. */
    public NewOrder(UUID orderId, UUID userId, String idempotencyKey, String packageId, Sale sale) {
        this(orderId, userId, idempotencyKey, packageId, sale, false);
    }

    NewOrder keepingMethod(boolean keeps) {
        return new NewOrder(orderId, userId, idempotencyKey, packageId, sale, keeps);
    }
}
