package dev.stagedoor.billing.wallet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A warning that was given and that nobody has confirmed to have passed on. Owner and time together are its identity: all that an
 * owner is warned of at once is one warning.
 *
 * @param coins what of it is to be said still, soonest first: neither spent since nor kept by activity; empty if nothing is
 */
public record ExpiryWarning(UUID ownerId, Instant warnedAt, List<ExpiringCoins> coins) {
    public ExpiryWarning {
        coins = List.copyOf(coins);
    }
}
