package dev.stagedoor.billing.approval;

/** How a proposal was taken. */
public sealed interface ProposalOutcome {
    /** It is kept, now or by an earlier try with the same id. */
    record Proposed(Approval approval) implements ProposalOutcome {}

    /** The id was used before for another change, or by somebody else. */
    record Conflict() implements ProposalOutcome {}

    /** A reason is a few words at least. */
    record NoReason() implements ProposalOutcome {}
}
