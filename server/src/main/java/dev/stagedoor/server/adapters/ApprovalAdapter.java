package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.page;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.agencies.Agencies;
import dev.stagedoor.billing.agencies.Membership;
import dev.stagedoor.billing.agencies.MembershipEnd;
import dev.stagedoor.billing.agencies.MembershipOffer;
import dev.stagedoor.billing.approval.ApprovalState;
import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.payouts.PayoutBrowser;
import dev.stagedoor.billing.payouts.PayoutSettlement;
import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes that need two people, as signalling sees them, kept and made by billing. */
public final class ApprovalAdapter implements ApprovalDesk {
    private final Approvals approvals;
    private final Agencies agencies;
    private final PayoutBrowser payouts;

    /** Over billing. */
    public ApprovalAdapter(Billing billing) {
        this.approvals = billing.approvals();
        this.agencies = billing.agencies();
        this.payouts = billing.payDesk().payouts().browser();
    }

    @Override
    public Page<Approval> approvals(@Nullable String state, @Nullable String cursor, int limit) {
        return page(
                approvals.page(state == null ? null : ApprovalState.valueOf(state), cursor, limit),
                ApprovalAdapter::approval);
    }

    @Override
    public @Nullable Approval approval(UUID id) {
        var found = approvals.find(id);
        return found == null ? null : approval(found);
    }

    @Override
    public List<UUID> concerned(Approval approval) {
        return switch (approval.kind()) {
            case MembershipOffer.KIND -> {
                MembershipOffer offer = CanonicalJson.read(approval.payload(), MembershipOffer.class);
                yield List.of(offer.performerId(), offer.agencyId());
            }
            case MembershipEnd.KIND -> {
                Membership membership = agencies.find(CanonicalJson.read(approval.payload(), MembershipEnd.class)
                        .membershipId());
                yield membership == null
                        ? List.of()
                        : List.of(membership.performerId(), membership.share().agencyId());
            }
            case PayoutSettlement.KIND -> {
                PayoutBrowser.History history =
                        payouts.history(CanonicalJson.read(approval.payload(), PayoutSettlement.class)
                                .payoutId());
                yield history == null ? List.of() : List.of(history.payout().payeeId());
            }
            default -> List.of();
        };
    }

    @Override
    public Outcome decide(UUID id, Verdict verdict, UUID person, String reason) {
        return switch (verdict) {
            case APPROVE -> outcome(approvals.approve(id, person, reason));
            case REJECT -> outcome(approvals.reject(id, person, reason));
            case WITHDRAW -> outcome(approvals.withdraw(id, person, reason));
        };
    }

    private static Outcome outcome(DecisionOutcome outcome) {
        return switch (outcome) {
            case DecisionOutcome.Decided decided -> new Outcome.Decided(approval(decided.approval()));
            case DecisionOutcome.NotFound _ -> new Outcome.NotFound();
            case DecisionOutcome.SamePerson _ -> new Outcome.SamePerson();
            case DecisionOutcome.NotTheProposer _ -> new Outcome.NotTheProposer();
            case DecisionOutcome.Over over ->
                new Outcome.Over(over.approval().state().name());
            case DecisionOutcome.Inapplicable inapplicable -> new Outcome.Inapplicable(inapplicable.reason());
            case DecisionOutcome.NoReason _ -> new Outcome.NoReason();
        };
    }

    static Approval approval(dev.stagedoor.billing.approval.Approval approval) {
        var decision = approval.decision();
        return new Approval(
                approval.id(),
                approval.kind(),
                approval.payload(),
                approval.reason(),
                approval.proposedBy(),
                approval.proposedAt(),
                approval.expiresAt(),
                approval.state().name(),
                decision == null ? null : decision.by(),
                decision == null ? null : decision.at(),
                decision == null ? null : decision.reason());
    }
}
