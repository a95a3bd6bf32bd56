package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.page;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.approval.ApprovalState;
import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes that need two people, as signalling sees them, kept and made by billing. */
public final class ApprovalAdapter implements ApprovalDesk {
    private final Approvals approvals;

    /** Over billing. */
    public ApprovalAdapter(Billing billing) {
        this.approvals = billing.approvals();
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
        return approvals.concerned(approval.kind(), approval.payload());
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
            case DecisionOutcome.OwnCase _ -> new Outcome.OwnCase();
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
