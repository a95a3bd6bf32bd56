package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.AgencyShare;
import dev.stagedoor.billing.pricing.PerformerFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Performers without papers or agencies. */
record NobodySpecial() implements PerformerFacts {
    @Override
    public boolean isVerified(UUID performerId) {
        return false;
    }

    @Override
    public @Nullable AgencyShare agencyAt(UUID performerId, Instant moment) {
        return null;
    }
}
