package dev.stagedoor.billing.approval;

/** How a decision was taken. Only {@code Decided} can have changed anything. */
public sealed interface DecisionOutcome {
    /** It stands, now or by an earlier try of the same person; if it is an approval, the change is applied. */
    record Decided(Approval approval) implements DecisionOutcome {}

    /** There is no such proposal. */
    record NotFound() implements DecisionOutcome {}

    /** Who proposed it cannot approve or reject it. */
    record SamePerson() implements DecisionOutcome {}

    /** Whom it concerns cannot approve or reject it. */
    record OwnCase() implements DecisionOutcome {}

    /** Only who proposed it can take it back. */
    record NotTheProposer() implements DecisionOutcome {}

    /** It was decided otherwise before, or its time is over. */
    record Over(Approval approval) implements DecisionOutcome {}

    /** The change cannot be made as things are now; the proposal stays open and nothing happened. */
    record Inapplicable(String reason) implements DecisionOutcome {}

    /** A reason is a few words at least. */
    record NoReason() implements DecisionOutcome {}
}
