package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.ledger.AgencyShare;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Performers without papers or agencies. */
public record NobodySpecial() implements PerformerFacts {
    @Override
    public boolean isVerified(UUID performerId) {
        return false;
    }

    @Override
    public @Nullable AgencyShare agencyAt(UUID performerId, Instant moment) {
        return null;
    }
}
