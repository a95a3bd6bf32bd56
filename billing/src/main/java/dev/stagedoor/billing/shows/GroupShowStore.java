package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where group shows are kept. Every method is one transaction. */
public interface GroupShowStore {
    /** Opens a show and takes all of its performer; false if something else has them. A repeat is true. */
    boolean open(UUID showId, UUID performerId, int minimumViewers, Money price, CallKind kind);

    /** A show, null if there is none. */
    @Nullable
    GroupShow find(UUID showId);

    /** The show of a session, null if it belongs to none. */
    @Nullable
    GroupShow ofSession(UUID sessionId);

    /** Lets a gathering show begin if enough viewers are there. */
    void beginIfEnough(UUID showId);

    /** Ends a show and sets its performer free; does nothing to one that has ended. */
    void end(UUID showId);

    /** Shows that have run out of viewers, or did not come together in that much wall time. */
    List<UUID> abandoned(long gatheringMs);
}
