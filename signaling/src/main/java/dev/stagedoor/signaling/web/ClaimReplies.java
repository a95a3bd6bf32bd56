package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ClaimDesk.AnswerOutcome;
import dev.stagedoor.signaling.WalletCare.ClaimOutcome;

/** What is answered to claims and to decisions on them. */
final class ClaimReplies {
    private ClaimReplies() {}

    /** Where a claim stands now. */
    private record Standing(String state) {}

    static Reply of(AnswerOutcome outcome) {
        return switch (outcome) {
            case AnswerOutcome.Kept() -> Reply.empty(202);
            case AnswerOutcome.NotFound() -> Reply.notFound("There is no such case.");
            case AnswerOutcome.OwnCase() -> Reply.ownCase();
            case AnswerOutcome.Over() ->
                Reply.refused(409, "CASE_OVER", "This case has an answer already, or the bank has decided it.");
            case AnswerOutcome.TooLate() ->
                Reply.refused(409, "TOO_LATE", "The bank takes no answer to this case any more: its time is over.");
            case AnswerOutcome.ByHand(String where) ->
                Reply.refused(
                        409,
                        "BY_HAND",
                        "This provider takes no answers from here. Save the evidence and upload it "
                                + (where.isEmpty() ? "on the provider's site." : "at " + where + "."));
            case AnswerOutcome.NoStatement() ->
                Reply.refused(422, "NO_STATEMENT", "Say why the payment is right, in 3 to 900 characters.");
        };
    }

    /** @param subject what the claim is about, as a word */
    static Reply of(ClaimOutcome outcome, String subject) {
        return switch (outcome) {
            case ClaimOutcome.Open() -> Reply.ok(new Standing("OPEN"));
            case ClaimOutcome.Refunded() -> Reply.ok(new Standing("REFUNDED"));
            case ClaimOutcome.Rejected() -> Reply.ok(new Standing("REJECTED"));
            case ClaimOutcome.NotFound() -> Reply.notFound("There is no such " + subject + ".");
            case ClaimOutcome.OwnCase() -> Reply.ownCase();
            case ClaimOutcome.TooLate() ->
                Reply.refused(409, "TOO_LATE", "The time in which this could be asked for is over.");
            case ClaimOutcome.NothingLeft() ->
                Reply.refused(
                        409, "NOTHING_LEFT", "There is nothing left that could go back; used coins are not refunded.");
            case ClaimOutcome.Over(String state) ->
                Reply.refused(409, "CLAIM_OVER", "This " + subject + " has a claim already" + standing(state));
            case ClaimOutcome.NoReason() ->
                Reply.refused(422, "NO_REASON", "Give a reason of at least three characters.");
        };
    }

    /** What became of a claim, as the end of a sentence; the states are the contract's {@code ClaimState}. */
    private static String standing(String state) {
        return switch (state) {
            case "OPEN" -> ", which somebody of the house looks at.";
            case "REFUNDED" -> ", and what was asked for was given back.";
            case "REJECTED" -> ", which was turned down.";
            default -> ".";
        };
    }
}
