package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.ProposalOutcome;
import dev.stagedoor.billing.tax.NextRule;
import dev.stagedoor.billing.tax.TaxRuleChange;
import dev.stagedoor.billing.tax.TaxRules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** New versions of tax rules: one person proposes, another approves. */
public final class TaxRuleProposals {
    private final PayoutBrowser browser;
    private final Approvals approvals;
    private final InstantSource clock;

    public TaxRuleProposals(PayoutBrowser browser, Approvals approvals, InstantSource clock) {
        this.browser = browser;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** Proposes a version; it is there when somebody else approves it. {@code id} is made by the client. */
    public TaxRuleProposal propose(UUID id, TaxRuleChange change, String reason, UUID proposer) {
        Instant now = clock.instant();
        return switch (new TaxRules(browser.rules(now).all()).next(change, now)) {
            case NextRule.Refused(String why) -> new TaxRuleProposal.Refused(why);
            case NextRule.Outdated(int newest) -> new TaxRuleProposal.Outdated(newest);
            case NextRule.Fits _ ->
                switch (approvals.propose(id, TaxRuleChange.KIND, change, reason, proposer)) {
                    case ProposalOutcome.Proposed proposed -> new TaxRuleProposal.Proposed(proposed.approval());
                    case ProposalOutcome.Conflict _ -> new TaxRuleProposal.Conflict();
                    case ProposalOutcome.NoReason _ -> new TaxRuleProposal.NoReason();
                };
        };
    }
}
