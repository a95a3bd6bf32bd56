package dev.stagedoor.billing.papers;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that somebody is to be told by letter.
 *
 * @param id of this notice; the same event never has two
 * @param subjectId the order of a purchase, the payout, or of a review the payee
 * @param reason why, in plain words, as it was said then; empty if nothing was said
 */
public record Notice(long id, Kind kind, UUID personId, UUID subjectId, String reason, Instant at) {
    /** What happened. */
    public enum Kind {
        PURCHASE_PAID,
        PAYOUT_HELD,
        PAYOUT_PAID,
        PAYOUT_FAILED,
        PAYEE_VERIFIED,
        PAYEE_REJECTED
    }
}
