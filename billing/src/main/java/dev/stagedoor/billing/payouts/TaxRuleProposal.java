package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.approval.Approval;

/** How a proposal of a tax rule was taken. */
public sealed interface TaxRuleProposal {
    /** Somebody else has to approve it. */
    record Proposed(Approval approval) implements TaxRuleProposal {}

    /** It cannot be; why, in words for people. */
    record Refused(String why) implements TaxRuleProposal {}

    /** It was made from a version that is not the newest any more. */
    record Outdated(int newestVersion) implements TaxRuleProposal {}

    /** The id was used before for something else. */
    record Conflict() implements TaxRuleProposal {}

    /** A reason is a few words at least. */
    record NoReason() implements TaxRuleProposal {}
}
