package dev.stagedoor.billing.pricing;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.approval.DecisionOutcome;
import java.util.List;
import java.util.UUID;

/** Price lists that tests begin with, and how they come into force. */
public final class Lists {
    private Lists() {}

    /** A plan that gives free minutes and nothing else. */
    public static PriceList.Plan plan(String planId, long priceMinor, int freeMinutes) {
        return plan(planId, priceMinor, 0, freeMinutes);
    }

    /** A plan that cuts prices, too. */
    public static PriceList.Plan plan(String planId, long priceMinor, int cutBasisPoints, int freeMinutes) {
        return new PriceList.Plan(
                planId, planId, priceMinor, PriceList.Discount.PRICE, cutBasisPoints, freeMinutes, List.of());
    }

    /** The rupees' list with other gifts. */
    public static PriceList giving(PriceList.Gift... gifts) {
        return ListDraft.of(PricePresets.inr()).gifts(List.of(gifts)).made();
    }

    /** Two people put a list in force, whatever it earns. */
    public static void publish(TestBilling test, PriceList list) {
        PriceBook book = test.billing.prices();
        PriceProposalOutcome outcome =
                book.propose(id(), new PriceChange(book.newestVersion(), list, "", "a test"), "a test", id());
        assertThat(outcome).isInstanceOf(PriceProposalOutcome.Proposed.class);
        UUID proposal = ((PriceProposalOutcome.Proposed) outcome).approval().id();
        assertThat(test.billing.approvals().approve(proposal, id(), "checked"))
                .isInstanceOf(DecisionOutcome.Decided.class);
    }
}
