package dev.stagedoor.billing.disputes;

/** How a request for money or coins back was taken, or decided. */
public sealed interface ClaimOutcome {
    /** It is kept, now or by an earlier try. */
    record Open() implements ClaimOutcome {}

    /** Money or coins went back, now or by an earlier try. */
    record Refunded() implements ClaimOutcome {}

    /** It was turned down. */
    record Rejected() implements ClaimOutcome {}

    /** There is nothing of that id that this person could ask back. */
    record NotFound() implements ClaimOutcome {}

    /** Whom it concerns cannot decide on it. */
    record OwnCase() implements ClaimOutcome {}

    /** The time for it is over. */
    record TooLate() implements ClaimOutcome {}

    /** Nothing is left that could go back: the coins are used, or the order is not paid. */
    record NothingLeft() implements ClaimOutcome {}

    /** It was asked for, or decided otherwise, before. */
    record Over(ClaimState state) implements ClaimOutcome {}

    /** A reason is a few words at least. */
    record NoReason() implements ClaimOutcome {}
}
