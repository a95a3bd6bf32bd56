package dev.stagedoor.billing.approval;

import java.util.UUID;

/** Something of money that a person decides on. */
public sealed interface Matter {
    /** Whether a payout goes, and what became of it. */
    record Payout(UUID id) implements Matter {}

    /** Whether somebody is paid at all: papers, bank account, a freeze. */
    record Payee(UUID id) implements Matter {}

    /** A buyer's request for money back. */
    record Refund(UUID id) implements Matter {}

    /** A viewer's complaint about a call. */
    record Complaint(UUID id) implements Matter {}

    /** A case that a bank has opened. */
    record Chargeback(UUID id) implements Matter {}

    /** Something that looks like fraud. */
    record Flag(UUID id) implements Matter {}

    /** News of a provider's that was kept aside, by its number. */
    record News(long inboxId) implements Matter {}

    /** Coins that a code gives to whoever redeems it. */
    record Code(String code) implements Matter {}

    /**
     * A change that one person proposes and another decides on.
     *
     * @param payload canonical JSON of that kind
     */
    record Proposal(String kind, String payload) implements Matter {}
}
