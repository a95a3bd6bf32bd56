package dev.stagedoor.billing.agencies;

import dev.stagedoor.billing.approval.Approval;

/** How a proposal about a membership was taken. */
public sealed interface MembershipProposal {
    /** Somebody else has to approve it. */
    record Proposed(Approval approval) implements MembershipProposal {}

    /** @param words what is wrong and what to do */
    record Invalid(String words) implements MembershipProposal {}

    /** There is no such membership. */
    record Unknown() implements MembershipProposal {}

    /** The id was used before for something else. */
    record Conflict() implements MembershipProposal {}

    /** A reason is a few words at least. */
    record NoReason() implements MembershipProposal {}
}
