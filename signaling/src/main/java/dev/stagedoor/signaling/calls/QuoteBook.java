package dev.stagedoor.signaling.calls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Quote;
import dev.stagedoor.signaling.Entitlements.Rate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Quotes that were given and may still be called under. Kept in memory: a quote lives a minute, and after a restart the
 * client asks again. Safe for any thread.
 */
final class QuoteBook {
    /** Above a minute's worth of a busy site; beyond it the oldest quotes are answered with QUOTE_EXPIRED. */
    private static final long QUOTES = 100_000;

    private final Entitlements entitlements;
    private final Directory directory;
    private final Timers timers;
    private final Cache<UUID, Quote> quotes =
            Caffeine.newBuilder().maximumSize(QUOTES).build();

    QuoteBook(Entitlements entitlements, Directory directory, Timers timers) {
        this.entitlements = entitlements;
        this.directory = directory;
        this.timers = timers;
    }

    QuoteOutcome quote(UUID viewerId, UUID performerId, CallKind kind) {
        if (viewerId.equals(performerId)) {
            return new QuoteOutcome.SelfCall();
        }
        Rate rate = directory.rate(performerId, kind);
        if (rate == null) {
            return new QuoteOutcome.UnknownPerformer();
        }
        Quote quote = entitlements.quote(viewerId, performerId, rate);
        quotes.put(quote.quoteId(), quote);
        return new QuoteOutcome.Quoted(quote);
    }

    /** A quote this viewer may call under now, null if there is none. */
    @Nullable
    Quote find(UUID quoteId, UUID viewerId) {
        Quote quote = quotes.getIfPresent(quoteId);
        if (quote == null || !quote.viewerId().equals(viewerId)) {
            return null;
        }
        if (timers.now().isAfter(quote.expiresAt())) {
            quotes.invalidate(quoteId);
            return null;
        }
        return quote;
    }
}
