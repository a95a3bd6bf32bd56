package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.agencies.Agencies;
import dev.stagedoor.billing.agencies.AgencyEarning;
import dev.stagedoor.billing.agencies.MembershipEnd;
import dev.stagedoor.billing.agencies.MembershipOffer;
import dev.stagedoor.billing.agencies.MembershipOutcome;
import dev.stagedoor.billing.agencies.MembershipProposal;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.signaling.AgencyDesk;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agencies and whom they represent, as signalling sees them, kept by billing. */
public final class AgencyAdapter implements AgencyDesk {
    private final Agencies agencies;
    private final PriceBook prices;
    private final Asset asset;

    /** Over billing. */
    public AgencyAdapter(Billing billing) {
        this.agencies = billing.agencies();
        this.prices = billing.prices();
        this.asset = billing.payDesk().payouts().terms().asset();
    }

    @Override
    public List<Membership> memberships() {
        return memberships(agencies.newest());
    }

    @Override
    public List<Membership> ofPerformer(UUID performerId) {
        return memberships(agencies.ofPerformer(performerId));
    }

    @Override
    public List<Membership> ofAgency(UUID agencyId) {
        return memberships(agencies.ofAgency(agencyId));
    }

    private static List<Membership> memberships(List<dev.stagedoor.billing.agencies.Membership> memberships) {
        return memberships.stream()
                .map(each -> new Membership(
                        each.id(),
                        each.performerId(),
                        each.share().agencyId(),
                        each.share().basisPoints(),
                        each.noticeDays(),
                        each.state().name(),
                        each.offeredAt(),
                        each.earliest(),
                        each.beginsAt(),
                        each.endsAt()))
                .toList();
    }

    @Override
    public List<Step> history(UUID membershipId) {
        return agencies.steps(membershipId).stream()
                .map(step -> new Step(step.kind().name(), step.person(), step.at(), step.effectiveAt()))
                .toList();
    }

    @Override
    public Proposal propose(UUID proposalId, Offer offer, String reason, UUID proposer) {
        Integer basisPoints = offer.agencyBasisPoints();
        return proposal(agencies.propose(
                proposalId,
                new MembershipOffer(
                        offer.performerId(),
                        offer.agencyId(),
                        basisPoints == null ? prices.agencyBasisPoints(offer.performerId()) : basisPoints,
                        offer.noticeDays(),
                        text(offer.validFrom())),
                reason,
                proposer));
    }

    @Override
    public Proposal proposeEnd(
            UUID proposalId, UUID membershipId, @Nullable Instant endsAt, String reason, UUID proposer) {
        return proposal(
                agencies.proposeEnd(proposalId, new MembershipEnd(membershipId, text(endsAt)), reason, proposer));
    }

    private static String text(@Nullable Instant moment) {
        return moment == null ? "" : moment.toString();
    }

    private static Proposal proposal(MembershipProposal proposal) {
        return switch (proposal) {
            case MembershipProposal.Proposed proposed ->
                new Proposal.Proposed(ApprovalAdapter.approval(proposed.approval()));
            case MembershipProposal.Invalid invalid -> new Proposal.Invalid(invalid.words());
            case MembershipProposal.Unknown _ -> new Proposal.Unknown();
            case MembershipProposal.Conflict _ -> new Proposal.Conflict();
            case MembershipProposal.NoReason _ -> new Proposal.NoReason();
        };
    }

    @Override
    public Outcome answer(UUID membershipId, UUID performerId, boolean accepts) {
        return outcome(
                accepts ? agencies.accept(membershipId, performerId) : agencies.decline(membershipId, performerId));
    }

    @Override
    public Outcome giveNotice(UUID membershipId, UUID performerId) {
        return outcome(agencies.giveNotice(membershipId, performerId));
    }

    private static Outcome outcome(MembershipOutcome outcome) {
        return switch (outcome) {
            case MembershipOutcome.Done _ -> new Outcome.Done();
            case MembershipOutcome.Unknown _ -> new Outcome.Unknown();
            case MembershipOutcome.Over over ->
                new Outcome.Over(over.membership().state().name());
            case MembershipOutcome.Bound _ -> new Outcome.Bound();
        };
    }

    @Override
    public List<Earned> earnedFor(UUID agencyId, YearMonth month) {
        return earned(agencies.earnedFor(agencyId, month));
    }

    @Override
    public List<Earned> earnedBy(UUID performerId, YearMonth month) {
        return earned(agencies.earnedBy(performerId, month));
    }

    private List<Earned> earned(List<AgencyEarning> earnings) {
        return earnings.stream()
                .map(each -> new Earned(
                        each.performerId(),
                        each.agencyId(),
                        money(new dev.stagedoor.billing.ledger.Money(each.amountMinor(), asset))))
                .toList();
    }

    @Override
    public YearMonth thisMonth() {
        return agencies.thisMonth();
    }
}
