package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.RefundState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A buyer wants money back for coins that are not used.
 *
 * @param price of the order
 * @param returned what went back, zero until it is refunded
 * @param coins that went back
 * @param provider where it was bought
 * @param atProvider how far that is with giving the money back
 */
public record RefundRequest(
        UUID id,
        UUID orderId,
        UUID userId,
        String reason,
        ClaimState state,
        Instant requestedAt,
        Money price,
        Money returned,
        Money coins,
        @Nullable String decisionReason,
        @Nullable Long transferId,
        String provider,
        RefundState atProvider) {}
