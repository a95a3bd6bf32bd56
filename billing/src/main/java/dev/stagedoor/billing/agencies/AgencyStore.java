package dev.stagedoor.billing.agencies;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where memberships are kept. Every method is one transaction. */
public interface AgencyStore {
    /** Grows with every change of any membership. */
    long version();

    /** All that were accepted, in any order. */
    List<Membership> accepted();

    /** Newest first. */
    List<Membership> newest(int limit);

    /** A performer's, newest first. */
    List<Membership> ofPerformer(UUID performerId, int limit);

    /** An agency's, newest first; what was not accepted is among them. */
    List<Membership> ofAgency(UUID agencyId, int limit);

    /** One of them, null if there is none. */
    @Nullable
    Membership find(UUID membershipId);

    /** What happened to it, in order. */
    List<MembershipStep> steps(UUID membershipId);

    /** The performer's answer to an offer. The same answer once more changes nothing. */
    MembershipOutcome answer(UUID membershipId, UUID performerId, boolean accepts, Instant now);

    /** The performer gives notice. Once more changes nothing. */
    MembershipOutcome giveNotice(UUID membershipId, UUID performerId, Instant now);

    /** What an agency was owed in a period, by performer, most first. */
    List<AgencyEarning> earnedFor(UUID agencyId, Period period);

    /** What agencies were owed for a performer's sales in a period. */
    List<AgencyEarning> earnedBy(UUID performerId, Period period);

    /** @param until first moment after it */
    record Period(Instant from, Instant until) {}
}
