package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.ledger.AgencyShare;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the terms of a performer depend on besides the price list. */
public interface PerformerFacts {
    /** Whether the performer's papers were seen; may ask the database. */
    boolean isVerified(UUID performerId);

    /** Who has a part of what the performer sells at that moment, null if nobody has; answers from memory. */
    @Nullable
    AgencyShare agencyAt(UUID performerId, Instant moment);
}
