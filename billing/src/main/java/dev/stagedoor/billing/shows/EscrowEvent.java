package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that coins wait for in escrow.
 *
 * @param price of one ticket or view, null for a goal
 * @param target coins that reach the goal, null for a show
 * @param deliverMs delivered time that makes a show done; with 0 its first moment does
 * @param collected coins paid or pledged, and not given back
 * @param closesAt what is not done by then is cancelled
 */
public record EscrowEvent(
        UUID eventId,
        UUID performerId,
        Kind kind,
        String title,
        @Nullable Money price,
        @Nullable Money target,
        long deliverMs,
        long deliveredMs,
        Money collected,
        Instant closesAt,
        State state) {
    /** What the coins wait for. */
    public enum Kind {
        /** A show; the performer earns when enough of it was delivered. */
        TICKETED,
        /** A stream; the performer earns with its first moment, from later viewers at once. */
        PAY_PER_VIEW,
        /** A sum that is reached altogether, or not at all. */
        CROWD_GOAL
    }

    /** Where it stands. */
    public enum State {
        OPEN,
        /** Delivered or reached: what waits goes to the performer. */
        DONE,
        /** What waits goes back. */
        CANCELLED
    }
}
