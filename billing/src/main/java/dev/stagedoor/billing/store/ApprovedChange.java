package dev.stagedoor.billing.store;

import dev.stagedoor.billing.approval.Approval;
import org.jspecify.annotations.Nullable;

/** What approving a proposal of one kind does. One object for each kind; safe from any thread. */
public abstract class ApprovedChange {
    /** The kind of proposal it is for. */
    abstract String kind();

    /**
     * Makes the change in the transaction that approves it. It may be undone and run again with it.
     *
     * @param approval decided, with the approver
     * @return why it cannot be made as things are now, in words for people; null if it was made
     */
    abstract @Nullable String apply(Transaction transaction, Approval approval);
}
