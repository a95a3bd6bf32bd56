package dev.stagedoor.billing.disputes;

/** How an answer to a bank was taken by us. */
public sealed interface AnswerKept {
    /** It is kept, now or by an earlier try, and will be sent. */
    record Kept() implements AnswerKept {}

    /** There is no such case. */
    record NotFound() implements AnswerKept {}

    /** Who has taken the payment back does not answer for the house. */
    record OwnCase() implements AnswerKept {}

    /** The case has an answer, or is decided. */
    record Over() implements AnswerKept {}

    /** The time for it has passed. */
    record TooLate() implements AnswerKept {}

    /**
     * The provider takes none by its API.
     *
     * @param where people answer; empty if that is not known
     */
    record ByHand(String where) implements AnswerKept {}

    /** A statement is a few words at least, and not a book. */
    record NoStatement() implements AnswerKept {}
}
