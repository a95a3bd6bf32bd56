package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Sale;
import java.util.UUID;

/** An order about to be made. */
public record NewOrder(UUID orderId, UUID userId, String idempotencyKey, String packageId, Sale sale) {}
