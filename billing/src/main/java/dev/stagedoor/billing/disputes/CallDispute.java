package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A viewer complains about a call.
 *
 * @param charged what the call cost
 * @param returned coins that went back
 * @param borne by those who earned by it
 */
public record CallDispute(
        UUID id,
        UUID callId,
        UUID userId,
        UUID performerId,
        String reason,
        ClaimState state,
        Instant openedAt,
        Money charged,
        Money returned,
        Money borne,
        @Nullable String decisionReason,
        @Nullable Long transferId) {}
