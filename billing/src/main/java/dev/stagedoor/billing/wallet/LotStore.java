package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LotTerms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where lots are settled and expire. Every method is one transaction, or one for each owner. */
public interface LotStore {
    /** Recognises what has been used of at most {@code limit} lots; returns how many there were. */
    int settle(int limit);

    /** At most {@code limit} owners with coins whose time is over at {@code now}. */
    List<UUID> ownersWithExpiredCoins(LotTerms terms, Instant now, int limit);

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
