package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.approval.Approval;

/** How a new code was taken. */
public sealed interface CodeOutcome {
    /** It gives coins from its first moment on. */
    record Made() implements CodeOutcome {}

    /** It promises more than one person may; somebody else has to approve it. */
    record Proposed(Approval approval) implements CodeOutcome {}

    /** There is a code of that name. */
    record Exists() implements CodeOutcome {}

    /** The id was used before for something else. */
    record Conflict() implements CodeOutcome {}

    /** It has to be approved, and a reason is a few words at least. */
    record NoReason() implements CodeOutcome {}
}
