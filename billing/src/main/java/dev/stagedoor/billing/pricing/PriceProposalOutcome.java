package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.approval.Approval;
import java.util.List;

/** How a proposed price list was taken. */
public sealed interface PriceProposalOutcome {
    /** It waits for a second person. */
    record Proposed(Approval approval) implements PriceProposalOutcome {}

    /** It makes no sense. */
    record Invalid(List<PriceFault> faults) implements PriceProposalOutcome {}

    /** Some of it earns too little, and nobody said why that is meant. */
    record BelowMargin(List<NetPerCoin> tooLow) implements PriceProposalOutcome {}

    /** @param newest was published since the draft was begun */
    record Outdated(long newest) implements PriceProposalOutcome {}

    /** It was to hold from a moment that is over. */
    record Past() implements PriceProposalOutcome {}

    /** The id was used before for another change. */
    record Conflict() implements PriceProposalOutcome {}

    /** A reason is a few words at least. */
    record NoReason() implements PriceProposalOutcome {}
}
