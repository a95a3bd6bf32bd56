package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A ticket, a view or a pledge of a viewer.
 *
 * @param claimId made by the client, so that a repeat counts once
 */
public record Claim(UUID claimId, UUID eventId, UUID viewerId, Money amount, State state, Instant createdAt) {
    /** Where the coins are. */
    public enum State {
        /** In escrow. */
        HELD,
        /** With the performer. */
        DONE,
        /** With the viewer again. */
        CANCELLED
    }
}
