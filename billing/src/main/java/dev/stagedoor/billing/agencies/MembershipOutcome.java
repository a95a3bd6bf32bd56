package dev.stagedoor.billing.agencies;

/** How a performer's word about a membership was taken. */
public sealed interface MembershipOutcome {
    /** It stands, now or by an earlier try. */
    record Done(Membership membership) implements MembershipOutcome {}

    /** This performer has no such membership. */
    record Unknown() implements MembershipOutcome {}

    /** It was answered otherwise, or has ended. */
    record Over(Membership membership) implements MembershipOutcome {}

    /** The performer is in another agency at that time. */
    record Bound() implements MembershipOutcome {}
}
