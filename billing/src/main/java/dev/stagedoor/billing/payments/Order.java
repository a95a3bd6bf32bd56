package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A purchase of coins under way.
 *
 * @param coins what is credited when it is paid, bonus included
 * @param redirectUrl where the buyer pays, a path of this server or an absolute URL
 */
public record Order(
        UUID orderId,
        UUID userId,
        String packageId,
        String provider,
        Money price,
        Money coins,
        OrderState state,
        String redirectUrl,
        Instant createdAt) {}
