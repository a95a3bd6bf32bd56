package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.pricing.Charge;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.Peak;
import dev.stagedoor.billing.pricing.PricingTerms;
import dev.stagedoor.billing.pricing.RatePlan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Metering of calls. Every method is idempotent: the same call repeated, or made five times at once, counts once. Throws
 * {@link LedgerUnavailableException} when the database does not answer, except {@link #usage}, which then answers from what
 * is already paid for.
 */
public final class Metering {
    private static final MeterReading NOTHING_FUNDED =
            new MeterReading(0, Money.coins(0), Money.coins(0), Money.coins(0), 0, 0, Funding.EXHAUSTED);

    private final SessionStore store;
    private final PricingTerms pricing;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final UUID nodeId;
    private final LiveCalls live;
    private final SessionKeeper keeper;
    private final long minutePlan;
    private final long secondPlan;

    /** Metering on a store; {@link SessionKeeper#start} comes before the first call. */
    public Metering(
            SessionStore store, PricingTerms pricing, SplitTerms split, MeteringTerms terms, MeteringContext context) {
        this.store = store;
        this.pricing = pricing;
        this.clock = context.clock();
        this.ids = context.ids();
        this.nodeId = context.nodeId();
        this.live = new LiveCalls(store, terms, context);
        this.keeper = new SessionKeeper(store, terms, this, live, context);
        this.minutePlan = planVersion(Increment.MINUTE, split);
        this.secondPlan = planVersion(Increment.SECOND, split);
    }

    private long planVersion(Increment increment, SplitTerms split) {
        return store.planVersion(increment, RatePlan.of(increment, pricing), pricing, split);
    }

    /** The price of a call at this moment and what the viewer can afford. */
    public Quote quote(UUID viewerId, UUID performerId, Rate rate) {
        Instant now = clock.instant();
        long lockedMinor = Peak.rateAt(rate.perMinute().amountMinor(), pricing.peakWindows(), now);
        Charge charge = RatePlan.of(rate.increment(), pricing).at(lockedMinor);
        QuotedCall quote = new QuotedCall(
                ids.get(),
                viewerId,
                performerId,
                rate.kind(),
                rate.increment(),
                rate.increment() == Increment.MINUTE ? minutePlan : secondPlan,
                rate.perMinute().amountMinor(),
                charge,
                pricing.minimumUnits(),
                now.plusMillis(pricing.quoteTtlMs()));
        store.saveQuote(quote);
        long spendableMinor = store.spendable(viewerId);
        return new Quote(
                quote.quoteId(),
                viewerId,
                performerId,
                rate.kind(),
                rate.increment(),
                Money.coins(lockedMinor),
                Money.coins(quote.minimumMinor()),
                Money.coins(spendableMinor),
                charge.affordableMs(spendableMinor) / pricing.rateUnitMs(),
                quote.expiresAt());
    }

    /** Reserves the minimum for a call under the quoted, now locked rate. */
    public HoldOutcome hold(UUID callId, UUID quoteId) {
        QuotedCall quote = store.findQuote(quoteId);
        if (quote == null) {
            return new HoldOutcome.QuoteExpired();
        }
        // A repeat is answered after the quote has expired too: the promise was kept already.
        if (clock.instant().isAfter(quote.expiresAt()) && store.find(callId) == null) {
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
            case SessionStore.HoldAttempt.QuoteUsed _ -> new HoldOutcome.QuoteExpired();
            case SessionStore.HoldAttempt.Busy _ -> new HoldOutcome.Busy();
        };
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
        call.lock.lock();
        try {
            if (call.isOver()) {
                return null;
            }
            LiveCall.PendingEnd first = call.pendingEnd();
            LiveCall.PendingEnd meant = first == null ? end : first;
            call.endPending(meant);
            call.refresh();
            Receipt receipt = call.isOver() ? null : settleOnce(call, meant);
            call.close();
            live.forget(call);
            return receipt;
        } finally {
            call.lock.unlock();
        }
    }

    private @Nullable Receipt settleOnce(LiveCall call, LiveCall.PendingEnd end) {
        Settlement settlement = Settlement.ordinary(call.session(), call.finalMs(end.billableMs()), end.reason(), ids);
        return switch (store.settle(settlement)) {
            case Settlement.Outcome.Settled settled -> settled.receipt();
            case Settlement.Outcome.NotMine _ -> null;
        };
    }
}
