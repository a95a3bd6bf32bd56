package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The price of a call, promised until {@code expiresAt}.
 *
 * @param perMinute the rate that would be locked, peak multiplier included
 * @param otherPerMinute the same for the other medium, null where it cannot be switched
 * @param minimum what the hold will take
 * @param spendable what the viewer has available, as far as limits of the viewer's own let it be spent
 * @param estimatedMinutes whole rate units the spendable coins last
 */
public record Quote(
        UUID quoteId,
        UUID viewerId,
        UUID performerId,
        CallKind kind,
        Increment increment,
        Money perMinute,
        @Nullable Money otherPerMinute,
        Money minimum,
        Money spendable,
        long estimatedMinutes,
        Instant expiresAt) {}
