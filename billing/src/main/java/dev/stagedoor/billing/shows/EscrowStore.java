package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SplitTerms;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where events and claims are kept. Every method is one transaction. */
public interface EscrowStore {
    /** Announces an event; one that is known stays as it is. */
    void open(EscrowEvent event, SplitTerms split);

    /** An event, null if there is none. */
    @Nullable
    EscrowEvent find(UUID eventId);

    /** A performer's events, newest first. */
    List<EscrowEvent> ofPerformer(UUID performerId, int limit);

    /** A viewer's claims, newest first. */
    List<Claim> ofViewer(UUID viewerId, int limit);

    /** A claim of this viewer, null if there is none. */
    @Nullable
    Claim claim(UUID claimId, UUID viewerId);

    /** Whether a viewer has paid for an event and did not get it back. */
    boolean hasClaim(UUID eventId, UUID viewerId);

    /** Takes coins into escrow; a goal that is reached by them is done in the same moment. */
    ClaimOutcome claim(UUID claimId, UUID eventId, UUID viewerId, Money amount, Instant now, Posting posting);

    /** Gives one claim back while its event has delivered nothing; true if that was so, now or before. */
    boolean giveBack(UUID claimId, UUID viewerId, Function<Unsettled, Posting> posting);

    /** Takes cumulative delivered time of a show; enough of it makes the show done. */
    void delivered(UUID eventId, long deliveredMs);

    /** Cancels an open event. */
    void cancel(UUID eventId);

    /** Cancels open events whose deadline has passed; returns how many. */
    int cancelOverdue(Instant now);

    /**
     * Settles up to that many claims of events that are done or cancelled. Returns how many it did; others may be settling
     * at the same time. Throws {@link dev.stagedoor.billing.ledger.StuckException} for one that cannot be settled, and has settled
     * none then.
     *
     * @param without these claims
     */
    int settleSome(int limit, Set<UUID> without, Function<Unsettled, Posting> posting);

    /** A claim whose event has been decided. */
    record Unsettled(
            UUID claimId,
            UUID eventId,
            UUID viewerId,
            UUID performerId,
            long amountMinor,
            boolean done,
            SplitTerms split) {}
}
