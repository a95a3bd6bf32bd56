package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LimitPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Limits that people set for themselves. Every tip, hold, ticket and purchase is measured by them where it is booked. */
public final class SpendLimits {
    private final LimitStore store;
    private final LimitTerms terms;
    private final InstantSource clock;

    public SpendLimits(LimitStore store, LimitTerms terms, InstantSource clock) {
        this.store = store;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * Sets a limit. A lower one holds at once, a higher one or none after the time for cooling off.
     *
     * @param amountMinor thousandths of a coin, or the currency's minor unit for purchases; null for none
     */
    public void set(UUID userId, SpendLimit.Kind kind, LimitPeriod period, @Nullable Long amountMinor) {
        if (amountMinor != null && amountMinor < 0) {
            throw new IllegalArgumentException("a limit of " + amountMinor);
        }
        store.set(userId, kind, period, amountMinor, terms.coolingOff(), clock.instant());
    }

    /** All limits that are set, with what is used of them. */
    public List<SpendLimit> limits(UUID userId) {
        return store.limits(userId, clock.instant());
    }

    /** Shuts the person out for so long; cannot be taken back. Returns until when. */
    public Instant exclude(UUID userId, Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(terms.longestExclusion()) > 0) {
            throw new IllegalArgumentException("an exclusion for up to " + terms.longestExclusion() + ", got " + time);
        }
        Instant now = clock.instant();
        return store.exclude(userId, now.plus(time), now);
    }

    /** Until when the person is shut out, null if not. */
    public @Nullable Instant excludedUntil(UUID userId) {
        return store.excludedUntil(userId, clock.instant());
    }

    /** The longest time that {@link #exclude} takes. */
    public Duration longestExclusion() {
        return terms.longestExclusion();
    }
}
