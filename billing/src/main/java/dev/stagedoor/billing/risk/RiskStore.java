package dev.stagedoor.billing.risk;

import dev.stagedoor.billing.ledger.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where flags are kept, and what they are found in. Every method is one transaction. */
public interface RiskStore {
    /** Transfers that are counted in one transaction at most. */
    long MOST_AT_ONCE = 100_000;

    /** Counts what was spent since the last time; how many transfers it has passed, {@link #MOST_AT_ONCE} if there may be more. */
    long count(Instant now);

    /** What looks like fraud now, whether there is a flag of it or not. */
    List<Suspicion> suspicions(RiskTerms terms, Instant now);

    /**
     * Raises a flag, or lets the open one grow, with those locked whose payouts wait. False if there was one already, or somebody
     * has decided lately on as much.
     */
    boolean raise(Suspicion suspicion, UUID flagId, Instant now);

    /** Somebody signed in by that browser, or paid by that card; {@code value} is not kept. */
    void seen(UUID accountId, TraitKind kind, String value, Instant at);

    /** Forgets browsers and cards that were not seen since then; how many. */
    int forget(Instant notSeenSince);

    /** Flags, newest first; null does not filter. */
    Page<RiskFlag> flags(RiskFlag.@Nullable State state, @Nullable String cursor, int limit);

    /** One flag, null if there is none. */
    @Nullable
    RiskFlag find(UUID flagId);

    /** Closes an open flag; when it is dismissed, payouts go on that nothing else holds and that need no person. */
    RiskDecided decide(UUID flagId, RiskFlag.State state, RiskFlag.Decision decision);
}
