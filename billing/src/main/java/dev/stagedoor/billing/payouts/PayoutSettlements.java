package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.ProposalOutcome;
import java.util.UUID;

/** Settling by hand what a provider does not say clearly: one person proposes, another approves. */
public final class PayoutSettlements {
    private final PayoutBrowser browser;
    private final Approvals approvals;

    public PayoutSettlements(PayoutBrowser browser, Approvals approvals) {
        this.browser = browser;
        this.approvals = approvals;
    }

    /** Whether people may say of a payout that stands like this that it was paid, or that it was not. */
    public static boolean isOpen(PayoutState state, boolean paid) {
        return switch (state) {
            case SENT, UNKNOWN -> true;
            case CONFIRMED -> !paid;
            case REQUESTED, HELD, APPROVED, FAILED -> false;
        };
    }

    /** Proposes what became of a payout; it counts when somebody else approves it. {@code id} is made by the client. */
    public SettlementProposal propose(UUID id, PayoutSettlement settlement, String note, UUID proposer) {
        PayoutBrowser.History history = browser.history(settlement.payoutId());
        if (history == null) {
            return new SettlementProposal.Missing();
        }
        Payout payout = history.payout();
        // What a bank sends back after it was said to be paid has no line that waits any more.
        if (payout.provider().equals(BankFile.NAME) && payout.state() != PayoutState.CONFIRMED) {
            return new SettlementProposal.ByBankFile();
        }
        if (!isOpen(payout.state(), settlement.paid())) {
            return new SettlementProposal.NotOpen(payout.state());
        }
        return switch (approvals.propose(id, PayoutSettlement.KIND, settlement, note, proposer)) {
            case ProposalOutcome.Proposed proposed -> new SettlementProposal.Proposed(proposed.approval());
            case ProposalOutcome.Conflict _ -> new SettlementProposal.Conflict();
            case ProposalOutcome.NoReason _ -> new SettlementProposal.NoReason();
        };
    }
}
