package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.agencies.MembershipOffer;
import dev.stagedoor.billing.agencies.MembershipOutcome;
import java.util.List;
import java.util.UUID;

/** One agency for some performers, by the steps that people take: offered, approved by another, accepted. */
final class AgencyContracts {
    private static final int AGENCY_BASIS_POINTS = 2_500;
    private static final int NOTICE_DAYS = 30;

    private AgencyContracts() {}

    /** @return the agency */
    static UUID sign(Billing billing, List<UUID> performers) {
        UUID agency = MeteredCall.newId();
        for (UUID performer : performers) {
            UUID membership = MeteredCall.newId();
            var offer = new MembershipOffer(performer, agency, AGENCY_BASIS_POINTS, NOTICE_DAYS, "");
            billing.agencies().propose(membership, offer, "bench", MeteredCall.newId());
            billing.approvals().approve(membership, MeteredCall.newId(), "bench");
            var outcome = billing.agencies().accept(membership, performer);
            if (!(outcome instanceof MembershipOutcome.Done)) {
                throw new LoadFailure("billing refused a contract: " + outcome);
            }
        }
        return agency;
    }
}
