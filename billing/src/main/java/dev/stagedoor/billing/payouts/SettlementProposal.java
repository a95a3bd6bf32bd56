package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.approval.Approval;

/** How a proposal to settle a payout was taken. */
public sealed interface SettlementProposal {
    /** Somebody else has to approve it. */
    record Proposed(Approval approval) implements SettlementProposal {}

    /** There is no such payout. */
    record Missing() implements SettlementProposal {}

    /** It was not sent yet, or its end is known. */
    record NotOpen(PayoutState state) implements SettlementProposal {}

    /** It is in a bank's file and not settled yet: one says line by line what the bank did. */
    record ByBankFile() implements SettlementProposal {}

    /** The id was used before for something else. */
    record Conflict() implements SettlementProposal {}

    /** A note is a few words at least. */
    record NoReason() implements SettlementProposal {}
}
