package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.Peak;
import dev.stagedoor.billing.pricing.PeakWindow;
import dev.stagedoor.billing.pricing.PricingTerms;
import dev.stagedoor.billing.pricing.Product;
import dev.stagedoor.billing.pricing.RatePlan;
import dev.stagedoor.billing.pricing.SessionTerms;
import dev.stagedoor.billing.pricing.Tariffs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Metering of calls. Every method is idempotent: the same call repeated, or made five times at once, counts once. Throws
 * {@link LedgerUnavailableException} when the database does not answer, except {@link #usage}, which then answers from what
 * is already paid for.
 */
public final class Metering {
    private static final MeterReading NOTHING_FUNDED =
            new MeterReading(null, 0, Money.coins(0), Money.coins(0), Money.coins(0), 0, 0, Funding.EXHAUSTED);

    private final SessionStore store;
    private final Tariffs tariffs;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final UUID nodeId;
    private final LiveCalls live;
    private final SessionKeeper keeper;
    private final SessionTerms minuteCall;
    private final SessionTerms secondCall;
    private final ConcurrentHashMap<PlanTerms, Long> planVersions = new ConcurrentHashMap<>();

    /** Metering on a store; {@link SessionKeeper#start} comes before the first call. */
    public Metering(SessionStore store, Tariffs tariffs, MeteringTerms terms, MeteringContext context) {
        this.store = store;
        this.tariffs = tariffs;
        this.clock = context.clock();
        this.ids = context.ids();
        this.nodeId = context.nodeId();
        this.live = new LiveCalls(store, terms, context);
        this.keeper = new SessionKeeper(store, terms, this, live, context);
        this.minuteCall = call(Increment.MINUTE, terms);
        this.secondCall = call(Increment.SECOND, terms);
    }

    private SessionTerms call(Increment increment, MeteringTerms terms) {
        PricingTerms pricing = tariffs.pricing();
        return new SessionTerms(
                Product.CALL,
                increment,
                RatePlan.of(increment, pricing),
                pricing.minimumUnits(),
                terms.maximumCallMs(),
                terms.holdTtlMs());
    }

    /** The terms of a call, from which those of the other products are made. */
    public SessionTerms callTerms(Increment increment) {
        return increment == Increment.SECOND ? secondCall : minuteCall;
    }

    /** The price of a call at this moment and what the viewer can afford. */
    public Quote quote(UUID viewerId, UUID performerId, Rate rate) {
        return quote(new Offer(
                viewerId, performerId, null, callTerms(rate.increment()), rate.kind(), rate.perMinute(), rate.other()));
    }

    /**
     * The price of anything that is sold by delivered time. What is given first is given once for each show: whoever comes
     * back is quoted without it.
     */
    public Quote quote(Offer offer) {
        Instant now = clock.instant();
        SessionTerms terms = termsFor(offer);
        PricingTerms pricing = tariffs.pricing();
        Money other = offer.otherPrice();
        QuotedCall quote = new QuotedCall(
                ids.get(),
                offer.viewerId(),
                offer.performerId(),
                offer.showId(),
                offer.kind(),
                planVersion(new PlanTerms(terms, pricing.peakWindows(), tariffs.split(offer.performerId()))),
                terms,
                offer.price().amountMinor(),
                lockedMinor(terms, offer.price(), pricing, now),
                other == null ? 0 : lockedMinor(terms, other, pricing, now),
                now.plusMillis(pricing.quoteTtlMs()));
        store.saveQuote(quote);
        long spendableMinor = store.spendableWithinLimits(offer.viewerId());
        return new Quote(
                quote.quoteId(),
                offer.viewerId(),
                offer.performerId(),
                offer.kind(),
                terms.increment(),
                Money.coins(quote.rateMinor()),
                quote.otherMinor() == 0 ? null : Money.coins(quote.otherMinor()),
                Money.coins(quote.minimumMinor()),
                Money.coins(spendableMinor),
                quote.charge().affordableMs(spendableMinor) / terms.plan().rateUnitMs(),
                quote.expiresAt());
    }

    /** What a minute's price comes to for what begins at that moment, in thousandths of a coin. */
    public long rateMinorAt(Money perMinute, Instant moment) {
        return Peak.rateAt(perMinute.amountMinor(), tariffs.pricing().peakWindows(), moment);
    }

    private SessionTerms termsFor(Offer offer) {
        boolean again = offer.terms().plan().freeFirstMs() > 0
                && offer.showId() != null
                && store.hasLookedOn(offer.viewerId(), offer.showId());
        return again ? offer.terms().asSpy(0) : offer.terms();
    }

    private static long lockedMinor(SessionTerms terms, Money price, PricingTerms pricing, Instant now) {
        return terms.product() == Product.FLAT
                ? price.amountMinor()
                : Peak.rateAt(price.amountMinor(), pricing.peakWindows(), now);
    }

    /** The immutable version of these terms, sold by that performer now; made when they are new. */
    public long planVersion(SessionTerms terms, UUID performerId) {
        return planVersion(new PlanTerms(terms, tariffs.pricing().peakWindows(), tariffs.split(performerId)));
    }

    private record PlanTerms(SessionTerms session, List<PeakWindow> peakWindows, SplitTerms split) {}

    /** Terms are few: what performers have in common is one version, kept in mind once it was looked up. */
    private long planVersion(PlanTerms terms) {
        return planVersions.computeIfAbsent(
                terms, _ -> store.planVersion(terms.session(), terms.peakWindows(), terms.split()));
    }

    /** Reserves the minimum for a call under the quoted, now locked rate. */
    public HoldOutcome hold(UUID callId, UUID quoteId) {
        QuotedCall quote = store.findQuote(quoteId);
        if (quote == null) {
            return new HoldOutcome.QuoteExpired();
        }
        // A repeat is answered after the quote has expired too: the promise was kept already.
        if ((clock.instant().isAfter(quote.expiresAt()) || isGivenTwice(quote)) && store.find(callId) == null) {
            return new HoldOutcome.QuoteExpired();
        }
        long minimum = quote.minimumMinor();
        IdempotencyKey key = IdempotencyKey.of("session", "hold:" + callId + ":0", quoteId);
        Posting posting = Posting.of(
                        TransferCode.HOLD, ids.get(), key, "meter", TransferLines.hold(quote.viewerId(), minimum))
                .inSession(callId)
                .fencedBy(new SessionFence(nodeId, 1));
        return switch (store.hold(callId, quote, posting)) {
            case SessionStore.HoldAttempt.Held held -> new HoldOutcome.Held(Money.coins(held.amountMinor()));
            case SessionStore.HoldAttempt.InsufficientFunds poor ->
                new HoldOutcome.InsufficientFunds(Money.coins(minimum), Money.coins(poor.spendableMinor()));
            case SessionStore.HoldAttempt.Limited limited -> new HoldOutcome.Limited(limited.why());
            case SessionStore.HoldAttempt.QuoteUsed _ -> new HoldOutcome.QuoteExpired();
            case SessionStore.HoldAttempt.Busy _ -> new HoldOutcome.Busy();
            case SessionStore.HoldAttempt.ShowOver _ -> new HoldOutcome.ShowOver();
        };
    }

    /** A quote kept from before the free seconds were used. */
    private boolean isGivenTwice(QuotedCall quote) {
        UUID showId = quote.showId();
        return showId != null && quote.terms().plan().freeFirstMs() > 0 && store.hasLookedOn(quote.viewerId(), showId);
    }

    /** The clock may run: persists the start by the database's clock. */
    public void started(UUID callId) {
        LiveCall call = live.find(callId);
        if (call == null) {
            return;
        }
        call.lock.lock();
        try {
            store.start(call.session());
            call.refresh();
        } finally {
            call.lock.unlock();
        }
    }

    /**
     * Takes cumulative billable time, captures the increments entered, extends the hold, and says what the call may do
     * next. A smaller figure than the last changes nothing. Never waits for another report of the same call.
     */
    public MeterReading usage(UUID callId, long billableMs) {
        LiveCall call = live.find(callId);
        if (call == null) {
            return NOTHING_FUNDED;
        }
        if (!call.lock.tryLock()) {
            return call.reading();
        }
        try {
            return call.usage(billableMs);
        } finally {
            call.lock.unlock();
        }
    }

    /**
     * Carries the other medium from here on, at the rate that was locked for it, and counts the time so far at the old one.
     * The same wish again changes nothing.
     */
    public SwitchOutcome switchTo(UUID callId, CallKind kind, long billableMs) {
        LiveCall call = live.find(callId);
        if (call == null) {
            return new SwitchOutcome.NotPossible();
        }
        call.lock.lock();
        try {
            return call.switchTo(kind, billableMs);
        } finally {
            call.lock.unlock();
        }
    }

    /**
     * Ends what is open on this node of a show that is over, each session at the figure it reported last. What other nodes
     * meter of it is ended there, by their keepers.
     */
    public List<Receipt> endAllOf(UUID showId) {
        List<Receipt> receipts = new ArrayList<>();
        for (UUID session : store.openSessionsOf(showId)) {
            if (live.find(session) != null) {
                receipts.add(end(session, 0, EndReason.SHOW_OVER));
            }
        }
        return receipts;
    }

    /**
     * Settles the call: final capture, release of the rest, receipt. The first caller wins, the others get the same
     * receipt. A call whose clock never ran costs nothing. If the database does not answer, the end is kept in mind and
     * made good by maintenance.
     */
    public Receipt end(UUID callId, long billableMs, EndReason reason) {
        LiveCall call = live.find(callId);
        if (call != null) {
            Receipt settled = settle(call, new LiveCall.PendingEnd(billableMs, reason));
            if (settled != null) {
                return settled;
            }
        }
        Receipt receipt = store.receipt(callId);
        if (receipt == null) {
            throw new IllegalArgumentException("no session of this node to end: " + callId);
        }
        return receipt;
    }

    /** The receipt of a settled call, null while it is not settled. */
    public @Nullable Receipt receipt(UUID callId) {
        return store.receipt(callId);
    }

    /** Sessions whose time this node counts now. */
    public int runningSessions() {
        return live.size();
    }

    /** What has to be done while nobody asks. */
    public SessionKeeper keeper() {
        return keeper;
    }

    /** Somebody moved this user's coins: running calls look at them with the next report. */
    public void fundsChanged(UUID userId) {
        live.fundsChanged(userId);
    }

    /** Settles a live call; null if somebody else did. */
    @Nullable
    Receipt settle(LiveCall call, LiveCall.PendingEnd end) {
        Receipt receipt;
        call.lock.lock();
        try {
            if (call.isOver()) {
                return null;
            }
            LiveCall.PendingEnd first = call.pendingEnd();
            LiveCall.PendingEnd meant = first == null ? end : first;
            call.endPending(meant);
            call.refresh();
            receipt = call.isOver() ? null : settleOnce(call, meant);
            call.close();
            live.forget(call);
        } finally {
            call.lock.unlock();
        }
        if (receipt != null && receipt.product() == Product.PRIVATE) {
            endAllOf(call.callId());
        }
        return receipt;
    }

    private @Nullable Receipt settleOnce(LiveCall call, LiveCall.PendingEnd end) {
        Settlement settlement = Settlement.ordinary(call.session(), call.finalMs(end.billableMs()), end.reason(), ids);
        return switch (store.settle(settlement)) {
            case Settlement.Outcome.Settled settled -> settled.receipt();
            case Settlement.Outcome.NotMine _ -> null;
        };
    }
}
