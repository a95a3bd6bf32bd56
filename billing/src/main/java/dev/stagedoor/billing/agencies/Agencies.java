package dev.stagedoor.billing.agencies;

import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.ProposalOutcome;
import dev.stagedoor.billing.ledger.AgencyShare;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Performers' places in agencies: offered by the house, taken by performers, ended by either. */
public final class Agencies {
    /** Longest list anybody gets. */
    private static final int LIST_LIMIT = 500;
    /** Nobody may be bound for longer than a year after wanting to leave. */
    private static final int NOTICE_MAXIMUM_DAYS = 365;

    private final AgencyStore store;
    private final Roster roster;
    private final Approvals approvals;
    private final ZoneId zone;
    private final InstantSource clock;

    /** @param zone in which months are counted */
    public Agencies(AgencyStore store, Roster roster, Approvals approvals, ZoneId zone, InstantSource clock) {
        this.store = store;
        this.roster = roster;
        this.approvals = approvals;
        this.zone = zone;
        this.clock = clock;
    }

    /** Proposes an offer; it reaches the performer when somebody else approves it. Whether the two are what they are said
     * to be is for the caller to know. */
    public MembershipProposal propose(UUID id, MembershipOffer offer, String reason, UUID proposer) {
        String fault = fault(offer);
        return fault == null
                ? proposal(approvals.propose(id, MembershipOffer.KIND, offer, reason, proposer))
                : new MembershipProposal.Invalid(fault);
    }

    /** Proposes an end; it counts when somebody else approves it. */
    public MembershipProposal proposeEnd(UUID id, MembershipEnd end, String reason, UUID proposer) {
        if (!isMoment(end.endsAt())) {
            return new MembershipProposal.Invalid("The end is a date and time like 2026-07-01T00:00:00Z, or empty.");
        }
        return store.find(end.membershipId()) == null
                ? new MembershipProposal.Unknown()
                : proposal(approvals.propose(id, MembershipEnd.KIND, end, reason, proposer));
    }

    private static @Nullable String fault(MembershipOffer offer) {
        if (offer.performerId().equals(offer.agencyId())) {
            return "Nobody is an agency of their own. Name two accounts.";
        }
        // All of it would leave the performer with nothing, and the books with no line that says whose work it was.
        if (offer.agencyBasisPoints() < 0 || offer.agencyBasisPoints() >= AgencyShare.WHOLE) {
            return "The agency's part is 0 to 9999 basis points of the performer's side.";
        }
        if (offer.noticeDays() < 0 || offer.noticeDays() > NOTICE_MAXIMUM_DAYS) {
            return "A performer's notice is 0 to %d days.".formatted(NOTICE_MAXIMUM_DAYS);
        }
        return isMoment(offer.validFrom())
                ? null
                : "The beginning is a date and time like 2026-07-01T00:00:00Z, or empty.";
    }

    private static boolean isMoment(String text) {
        try {
            return text.isEmpty() || Instant.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static MembershipProposal proposal(ProposalOutcome outcome) {
        return switch (outcome) {
            case ProposalOutcome.Proposed proposed -> new MembershipProposal.Proposed(proposed.approval());
            case ProposalOutcome.Conflict _ -> new MembershipProposal.Conflict();
            case ProposalOutcome.NoReason _ -> new MembershipProposal.NoReason();
        };
    }

    /** The performer accepts an offer: from then on, or from its earliest day, the agency has its part of what is sold. */
    public MembershipOutcome accept(UUID membershipId, UUID performerId) {
        return known(store.answer(membershipId, performerId, true, now()));
    }

    /** The performer declines an offer. */
    public MembershipOutcome decline(UUID membershipId, UUID performerId) {
        return known(store.answer(membershipId, performerId, false, now()));
    }

    /** The performer leaves: the membership ends when its notice is over, or when it ends anyway if that is sooner. */
    public MembershipOutcome giveNotice(UUID membershipId, UUID performerId) {
        return known(store.giveNotice(membershipId, performerId, now()));
    }

    private MembershipOutcome known(MembershipOutcome outcome) {
        roster.refresh();
        return outcome;
    }

    /** One offer or membership, null if there is none. */
    public @Nullable Membership find(UUID membershipId) {
        return store.find(membershipId);
    }

    /** Offers and memberships of everybody, newest first. */
    public List<Membership> newest() {
        return store.newest(LIST_LIMIT);
    }

    /** A performer's offers and memberships, newest first. */
    public List<Membership> ofPerformer(UUID performerId) {
        return store.ofPerformer(performerId, LIST_LIMIT);
    }

    /** An agency's offers and memberships, newest first. */
    public List<Membership> ofAgency(UUID agencyId) {
        return store.ofAgency(agencyId, LIST_LIMIT);
    }

    /** What happened to a membership, in order. */
    public List<MembershipStep> steps(UUID membershipId) {
        return store.steps(membershipId);
    }

    /** What an agency was owed in a month, by performer, most first. */
    public List<AgencyEarning> earnedFor(UUID agencyId, YearMonth month) {
        return store.earnedFor(agencyId, period(month));
    }

    /** What agencies were owed for a performer's sales in a month. */
    public List<AgencyEarning> earnedBy(UUID performerId, YearMonth month) {
        return store.earnedBy(performerId, period(month));
    }

    /** The month it is. */
    public YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atZone(zone));
    }

    private AgencyStore.Period period(YearMonth month) {
        return new AgencyStore.Period(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    /** In the precision of the database, so that what is kept equals what was said. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
