package dev.stagedoor.billing;

import dev.stagedoor.billing.agencies.Roster;
import dev.stagedoor.billing.ledger.AgencyShare;
import dev.stagedoor.billing.payouts.PayoutBrowser;
import dev.stagedoor.billing.pricing.PerformerFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells pricing what it has to know of performers. */
record PerformerStanding(PayoutBrowser papers, Roster roster) implements PerformerFacts {
    @Override
    public boolean isVerified(UUID performerId) {
        return papers.isVerified(performerId);
    }

    @Override
    public @Nullable AgencyShare agencyAt(UUID performerId, Instant moment) {
        return roster.shareAt(performerId, moment);
    }
}
