package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.OneByOne;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What time does to coins: used ones become revenue, old ones expire, and their owners are told before. */
public final class CoinLife {
    private static final Logger LOG = LoggerFactory.getLogger(CoinLife.class);
    private static final int LOTS_PER_TRANSFER = 500;

    private final LotStore store;
    private final Supplier<LotTerms> terms;

    public CoinLife(LotStore store, Supplier<LotTerms> terms) {
        this.store = store;
        this.terms = terms;
    }

    /** Recognises the revenue of all coins used so far. Harmless to repeat. */
    public String recognise(Instant now) {
        OneByOne groups = new OneByOne(LOG, "revenue of lots from");
        List<Integer> settled = new ArrayList<>();
        store.unsettled().stream()
                .gather(Gatherers.windowFixed(LOTS_PER_TRANSFER))
                .forEach(some -> groups.did(some.getFirst(), () -> settled.add(store.settle(some))));
        groups.complain();
        return settled.stream().reduce(0, Math::addExact) + " lots settled";
    }

    /**
     * Expires all coins of which the time that they were given with is over at {@code now}, except what a running call has set aside.
     * Harmless to repeat.
     */
    public String expire(Instant now) {
        return expire(store.ownersWithExpiredCoins(terms.get(), now), now);
    }

    /** Expires bought coins of those of whom nothing has been seen for too long, where that is their end. Harmless to repeat. */
    public String expireIdle(Instant now) {
        return terms.get().paidExpiry()
                ? expire(store.ownersWithIdleCoins(terms.get(), now), now)
                : "bought coins do not expire";
    }

    private String expire(List<UUID> owners, Instant now) {
        OneByOne each = new OneByOne(LOG, "expiry of coins of");
        List<Long> expired = new ArrayList<>();
        owners.forEach(owner -> each.did(owner, () -> expired.add(store.expire(owner, terms.get(), now))));
        each.complain();
        return "%d thousandths of a coin of %d people expired"
                .formatted(expired.stream().reduce(0L, Math::addExact), expired.size());
    }

    /** Warns of expiries to come. Harmless to repeat. */
    public String warn(Instant now) {
        return store.warn(terms.get(), now) + " lots warned of";
    }

    /**
     * At most {@code limit} warnings for whoever reaches people that are not here, oldest first. The same come again until each is
     * {@link #confirm confirmed}: a crash in between repeats a warning, and never loses one.
     *
     * @param last those behind it only; null for all
     */
    public List<ExpiryWarning> unconfirmed(Instant now, @Nullable ExpiryWarning last, int limit) {
        return store.unconfirmed(terms.get(), now, last, limit);
    }

    /** The warning was passed on, or there is nobody to pass it to. Harmless to repeat. */
    public void confirm(ExpiryWarning warning, Instant now) {
        store.confirm(warning.ownerId(), warning.warnedAt(), now);
    }

    /** Where the house's days begin and end. */
    public ZoneId zone() {
        return terms.get().zone();
    }

    /** Coins of this owner that will expire, soonest first. */
    public List<ExpiringCoins> expiring(UUID ownerId) {
        return store.expiring(ownerId, terms.get());
    }

    /** Those of them that an owner is warned of at {@code now}. */
    public List<ExpiringCoins> expiringSoon(UUID ownerId, Instant now) {
        LotTerms current = terms.get();
        return store.expiring(ownerId, current).stream()
                .filter(coins -> coins.expiresAt().isAfter(now)
                        && !coins.expiresAt().isAfter(now.plus(Duration.ofDays(current.warnedWithin(coins.ofMonth())))))
                .toList();
    }

    /** The owner was seen, which keeps bought coins alive. */
    public void seen(UUID ownerId, Instant at) {
        store.seen(ownerId, at);
    }
}
