package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.Offer;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Rate;
import dev.stagedoor.billing.pricing.Increment;
import java.util.UUID;

/**
 * Prices of sessions with one performer that are not plain calls. What is quoted here is held, started, reported and ended
 * through {@link Metering} like any call.
 */
public final class PrivateShows {
    private final Metering metering;
    private final ShowTerms terms;

    PrivateShows(Metering metering, ShowTerms terms) {
        this.metering = metering;
        this.terms = terms;
    }

    /** A private show of at least so many minutes: all of them are held, and charged as soon as it begins. */
    public Quote quote(UUID viewerId, UUID performerId, Rate rate, int minimumMinutes) {
        return metering.quote(new Offer(
                viewerId,
                performerId,
                null,
                metering.callTerms(rate.increment()).asPrivate(minimumMinutes),
                rate.kind(),
                rate.perMinute(),
                rate.other()));
    }

    /** Looking on at a private show that runs; the coins go to its performer. It ends with that show at the latest. */
    public Quote spy(UUID viewerId, UUID performerId, UUID privateShowId, Rate rate) {
        return metering.quote(new Offer(
                viewerId,
                performerId,
                privateShowId,
                metering.callTerms(rate.increment()).asSpy(terms.spyFreeMs()),
                rate.kind(),
                rate.perMinute(),
                null));
    }

    /**
     * A session of an agreed length for one price: exactly that is held, and charged once more than {@code freeBelowMs} were
     * delivered; 0 charges it with the first moment.
     */
    public Quote flat(UUID viewerId, UUID performerId, CallKind kind, Money price, long lengthMs, long freeBelowMs) {
        return metering.quote(new Offer(
                viewerId,
                performerId,
                null,
                metering.callTerms(Increment.MINUTE).asFlat(lengthMs, freeBelowMs),
                kind,
                price,
                null));
    }
}
