package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LimitPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where limits are kept. Every method is one transaction. */
public interface LimitStore {
    /** Sets a limit: a lower one at once, a higher one after {@code coolingOff}; null lifts it. */
    void set(
            UUID userId,
            SpendLimit.Kind kind,
            LimitPeriod period,
            @Nullable Long amountMinor,
            Duration coolingOff,
            Instant now);

    /** All limits that are set. */
    List<SpendLimit> limits(UUID userId, Instant now);

    /** Shuts the person out until then, or until the later time that was set before; returns which. */
    Instant exclude(UUID userId, Instant until, Instant now);

    /** Until when the person is shut out, null if not. */
    @Nullable
    Instant excludedUntil(UUID userId, Instant now);
}
