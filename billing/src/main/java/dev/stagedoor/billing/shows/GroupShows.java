package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.Offer;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.pricing.Increment;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group shows: gather, begin together, end one by one. Each viewer's place is a metered session; its clock does not start
 * before the show has begun, and when one viewer's coins run out the others go on.
 */
public final class GroupShows {
    private static final Logger LOG = LoggerFactory.getLogger(GroupShows.class);

    private final GroupShowStore store;
    private final Metering metering;
    private final ShowTerms terms;

    GroupShows(GroupShowStore store, Metering metering, ShowTerms terms) {
        this.store = store;
        this.metering = metering;
        this.terms = terms;
    }

    /** Announces a show; the id makes a repeat harmless. From here on the performer takes no calls. */
    public GroupOutcome open(UUID showId, UUID performerId, int minimumViewers, Money price, CallKind kind) {
        if (minimumViewers < terms.leastGroup() || minimumViewers > terms.mostGroup()) {
            return new GroupOutcome.WrongSize(terms.leastGroup(), terms.mostGroup());
        }
        return store.open(showId, performerId, minimumViewers, price, kind)
                ? found(store.find(showId))
                : new GroupOutcome.Busy();
    }

    /** What a place costs this viewer; null if there is no such show. */
    public @Nullable Quote quote(UUID showId, UUID viewerId, Increment increment) {
        GroupShow show = store.find(showId);
        return show == null
                ? null
                : metering.quote(new Offer(
                        viewerId,
                        show.performerId(),
                        showId,
                        metering.callTerms(increment).asGroup(terms.gatheringMs()),
                        show.kind(),
                        show.price(),
                        null));
    }

    /** Takes a place: holds the coins, and lets the show begin if that makes it enough. */
    public GroupOutcome join(UUID sessionId, UUID quoteId) {
        HoldOutcome hold = metering.hold(sessionId, quoteId);
        if (!(hold instanceof HoldOutcome.Held)) {
            return new GroupOutcome.NotHeld(hold);
        }
        GroupShow show = store.ofSession(sessionId);
        if (show == null) {
            return new GroupOutcome.Unknown();
        }
        store.beginIfEnough(show.showId());
        return found(store.find(show.showId()));
    }

    /** A show as it stands; null if there is none. */
    public @Nullable GroupShow show(UUID showId) {
        return store.find(showId);
    }

    /** The show is over for everybody: what each has seen is settled, the rest of the holds goes back. */
    public List<Receipt> end(UUID showId) {
        store.end(showId);
        return metering.endAllOf(showId);
    }

    /** Ends shows that nobody came to, and those whose last viewer has left or whose node was lost; returns how many. */
    public int endAbandoned() {
        List<UUID> abandoned = store.abandoned(terms.gatheringMs());
        OneByOne shows = new OneByOne(LOG, "group show");
        abandoned.forEach(show -> shows.did(show, () -> end(show)));
        shows.complain();
        return abandoned.size();
    }

    private static GroupOutcome found(@Nullable GroupShow show) {
        return show == null ? new GroupOutcome.Unknown() : new GroupOutcome.Open(show);
    }
}
