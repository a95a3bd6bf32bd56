package dev.stagedoor.billing.pricing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A price list that is or was or will be in force.
 *
 * @param version 0 for the one the installation began with, which comes from its settings
 * @param publication null for version 0
 */
public record PublishedPrices(
        long version,
        PriceList prices,
        Instant validFrom,
        @Nullable Publication publication) {

    /**
     * How it came to be.
     *
     * @param approvalId the proposal, with what was said about it
     * @param overrideReason why although some of it earns too little; empty if none does
     */
    public record Publication(
            UUID approvalId,
            UUID proposedBy,
            UUID approvedBy,
            Instant publishedAt,
            String reason,
            String overrideReason) {}
}
