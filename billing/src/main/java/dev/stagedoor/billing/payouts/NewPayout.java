package dev.stagedoor.billing.payouts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payout that is asked for.
 *
 * @param idempotencyKey of the payee's own; the same key is the same payout
 * @param grossMinor null for as much as is available and the caps allow
 * @param retryOf the failed payout that it repeats, null if it repeats none
 */
public record NewPayout(
        UUID id,
        UUID payeeId,
        boolean agency,
        String idempotencyKey,
        Payout.Origin origin,
        @Nullable Long grossMinor,
        @Nullable UUID retryOf,
        int attempt,
        SecondFactor secondFactor,
        Instant at,
        LocalDate day) {}
