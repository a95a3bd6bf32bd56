package dev.stagedoor.billing.approval;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change and what became of it.
 *
 * @param kind which change it is, for example {@code PRICE_LIST}; decides who applies it
 * @param payload the change itself as canonical JSON; never altered after it was proposed
 * @param reason why, in the proposer's words
 * @param expiresAt from then on nobody can approve it
 * @param decision null while it is open, and when it expired
 */
public record Approval(
        UUID id,
        String kind,
        String payload,
        String reason,
        UUID proposedBy,
        Instant proposedAt,
        Instant expiresAt,
        ApprovalState state,
        @Nullable Decision decision) {

    /** Who ended it, when and why. */
    public record Decision(UUID by, Instant at, String reason) {}

    /** How it stands at a moment: an open proposal past its time is expired. */
    public Approval at(Instant now) {
        if (state != ApprovalState.PROPOSED || now.isBefore(expiresAt)) {
            return this;
        }
        return new Approval(
                id, kind, payload, reason, proposedBy, proposedAt, expiresAt, ApprovalState.EXPIRED, decision);
    }

    /** The same, decided. */
    Approval decided(ApprovalState outcome, Decision by) {
        return new Approval(id, kind, payload, reason, proposedBy, proposedAt, expiresAt, outcome, by);
    }
}
