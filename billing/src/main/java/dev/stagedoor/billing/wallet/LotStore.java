package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LotTerms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where lots are settled and expire. Every method is one transaction, or one for each owner. */
public interface LotStore {
    /** Ids of lots of which something may have been used that is not recognised, those of an owner together. Reads all lots. */
    List<Long> unsettled();

    /** Recognises what has been used of these lots; returns of how many. Those that are locked are left for the next time. */
    int settle(List<Long> lots);

    /** Owners with coins of which the time that they were given with is over at {@code now}. */
    List<UUID> ownersWithExpiredCoins(LotTerms terms, Instant now);

    /** Owners with bought coins of whom nothing has been seen for too long. Reads all lots. */
    List<UUID> ownersWithIdleCoins(LotTerms terms, Instant now);

    /** Expires what is free of this owner's coins whose time is over; returns how many thousandths. */
    long expire(UUID ownerId, LotTerms terms, Instant now);

    /** Warns owners whose coins expire soon, each once for each of the terms' days; returns how many lots. */
    int warn(LotTerms terms, Instant now);

    /**
     * At most {@code limit} warnings that nobody has confirmed to have passed on, oldest first.
     *
     * @param last those behind it only; null for all
     */
    List<ExpiryWarning> unconfirmed(LotTerms terms, Instant now, @Nullable ExpiryWarning last, int limit);

    /** Notes that this warning was passed on; harmless to repeat. */
    void confirm(UUID ownerId, Instant warnedAt, Instant now);

    /** Coins of this owner that will expire, soonest first. */
    List<ExpiringCoins> expiring(UUID ownerId, LotTerms terms);

    /** The owner was seen at that time. */
    void seen(UUID ownerId, Instant at);
}
