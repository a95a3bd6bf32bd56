package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Billing as a model of a page: balances, holds of three minutes, extension below 75 s, warnings at 120 s and 30 s, whole
 * increments. Earnings are 45 % in INR.
 */
public final class FakeBilling implements Entitlements {
    private static final long LOW_MS = 120_000;
    private static final long FINAL_MS = 30_000;
    private static final long EXTEND_BELOW_MS = 75_000;

    private final Timers clock;
    private final Map<UUID, Long> available = new HashMap<>();
    private final Map<UUID, Quote> quotes = new HashMap<>();
    private final Map<UUID, Metered> calls = new HashMap<>();
    private final Map<UUID, Metered> booked = new HashMap<>();
    private final Map<UUID, Tip> tips = new HashMap<>();
    final List<String> settlements = new ArrayList<>();
    final Set<UUID> paying = new HashSet<>();
    final List<String> switches = new ArrayList<>();
    int failures;
    private volatile boolean away;
    int usageReports;
    private @Nullable Listener listener;

    /** @param clock what quotes and receipts are dated with */
    public FakeBilling(Timers clock) {
        this.clock = clock;
    }

    /** Gives coins, and tells the listener. */
    public synchronized void give(UUID viewerId, long coins) {
        available.merge(viewerId, coins * 1000, Long::sum);
        if (listener != null) {
            listener.walletChanged(viewerId);
        }
    }

    /** What a viewer has to spend, in whole coins. */
    public synchronized long coins(UUID viewerId) {
        return available.getOrDefault(viewerId, 0L) / 1000;
    }

    /** Takes the price of a call that is agreed for later. */
    synchronized void book(Quote agreed, long minutes) {
        long price = minutes * agreed.perMinute().amountMinor();
        if (!take(agreed.viewerId(), price)) {
            throw new IllegalStateException("too poor to book: " + agreed);
        }
        booked.put(agreed.quoteId(), new Metered(agreed, price, true));
    }

    /** Settles as recovery would, at the last figure known, and tells the listener. */
    void recover(UUID callId) {
        end(callId, 0, EndReason.NODE_LOST);
        if (listener != null) {
            listener.settledByRecovery(callId);
        }
    }

    @Override
    public synchronized boolean hasPaid(UUID viewerId) {
        return paying.contains(viewerId);
    }

    @Override
    public synchronized Quote quote(UUID viewerId, UUID performerId, Rate rate) {
        Quote quote = new Quote(
                UUID.randomUUID(),
                viewerId,
                performerId,
                rate.kind(),
                rate.increment(),
                rate.perMinute(),
                rate.otherPerMinute(),
                coin(3 * rate.perMinute().amountMinor()),
                coin(available.getOrDefault(viewerId, 0L)),
                available.getOrDefault(viewerId, 0L) / rate.perMinute().amountMinor(),
                clock.now().plus(Duration.ofMinutes(1)));
        quotes.put(quote.quoteId(), quote);
        return quote;
    }

    @Override
    public synchronized HoldOutcome hold(UUID callId, UUID quoteId) {
        failIfAsked();
        Quote quote = quotes.get(quoteId);
        if (quote == null) {
            return new HoldOutcome.QuoteExpired();
        }
        long has = available.getOrDefault(quote.viewerId(), 0L);
        long needs = quote.minimum().amountMinor();
        if (has < needs) {
            return new HoldOutcome.InsufficientFunds(coin(needs), coin(has));
        }
        available.put(quote.viewerId(), has - needs);
        calls.put(callId, new Metered(quote, needs, false));
        return new HoldOutcome.Held(coin(needs));
    }

    @Override
    public synchronized HoldOutcome begin(UUID bookingId) {
        failIfAsked();
        Metered call = booked.get(bookingId);
        if (call == null) {
            return new HoldOutcome.QuoteExpired();
        }
        calls.putIfAbsent(bookingId, call);
        return new HoldOutcome.Held(coin(call.held));
    }

    @Override
    public synchronized void started(UUID callId) {
        call(callId).startedAt = clock.now();
    }

    /** Whether a switch is made though whoever asked for it hears of a fault. */
    boolean losesAnswers;

    @Override
    public synchronized SwitchOutcome switchTo(UUID callId, CallKind kind, long billableMs) {
        failIfAsked();
        usage(callId, billableMs);
        Metered call = call(callId);
        Money price = kind == call.quote.kind() ? call.quote.perMinute() : call.quote.otherPerMinute();
        if (price == null) {
            return new SwitchOutcome.NotPossible();
        }
        if (kind != call.kind) {
            long needs = price.amountMinor() - (call.held - call.gross());
            if (price.amountMinor() > call.rate && needs > 0 && !take(call.quote.viewerId(), needs)) {
                return new SwitchOutcome.InsufficientFunds(
                        coin(needs), coin(available.getOrDefault(call.quote.viewerId(), 0L)));
            }
            call.held += price.amountMinor() > call.rate ? Math.max(0, needs) : 0;
            call.switchTo(kind, price.amountMinor());
            switches.add(kind + " at " + call.billableMs);
        }
        if (losesAnswers) {
            throw new IllegalStateException("the answer is lost, as the test wants");
        }
        return new SwitchOutcome.Switched(usage(callId, billableMs));
    }

    @Override
    public synchronized MeterReading usage(UUID callId, long billableMs) {
        failIfAsked();
        usageReports++;
        Metered call = call(callId);
        call.billableMs = Math.max(call.billableMs, billableMs);
        long rate = call.rate;
        while (!call.booked
                && call.fundedMs() - call.billableMs < EXTEND_BELOW_MS
                && take(call.quote.viewerId(), rate)) {
            call.held += rate;
        }
        long spendable = available.getOrDefault(call.quote.viewerId(), 0L);
        long more = call.booked ? 0 : spendable / rate * 60_000;
        long remainingMs = call.fundedMs() + more - call.billableMs;
        Funding funding = remainingMs <= 0
                ? Funding.EXHAUSTED
                : remainingMs <= FINAL_MS ? Funding.FINAL : remainingMs <= LOW_MS ? Funding.LOW : Funding.FUNDED;
        return new MeterReading(
                call.kind,
                call.billableMs,
                coin(call.gross()),
                inr(call.gross()),
                coin(spendable),
                remainingMs,
                call.fundedMs(),
                funding);
    }

    @Override
    public synchronized Receipt end(UUID callId, long billableMs, EndReason reason) {
        failIfAsked();
        Metered call = call(callId);
        if (call.receipt == null) {
            call.billableMs = Math.max(call.billableMs, billableMs);
            long gross = call.startedAt == null ? 0 : call.gross();
            available.merge(call.quote.viewerId(), call.held - gross, Long::sum);
            settlements.add(callId + " " + reason + " " + billableMs);
            call.receipt = new Receipt(
                    callId,
                    call.quote.viewerId(),
                    call.quote.performerId(),
                    call.quote.kind(),
                    call.quote.increment(),
                    call.quote.perMinute(),
                    List.copyOf(call.parts()),
                    call.billableMs,
                    call.billableMs,
                    coin(gross),
                    coin(0),
                    inr(gross),
                    reason,
                    false,
                    call.startedAt,
                    clock.now());
        }
        return call.receipt;
    }

    @Override
    public synchronized @Nullable Receipt receipt(UUID callId) {
        Metered call = calls.get(callId);
        return call == null ? null : call.receipt;
    }

    @Override
    public synchronized TipOutcome tip(Tip tip) {
        failIfAsked();
        Tip earlier = tips.get(tip.tipId());
        if (earlier != null && !earlier.equals(tip)) {
            return new TipOutcome.Conflict();
        }
        if (earlier == null) {
            if (!take(tip.viewerId(), tip.amount().amountMinor())) {
                return new TipOutcome.InsufficientFunds(tip.amount(), coin(available.getOrDefault(tip.viewerId(), 0L)));
            }
            tips.put(tip.tipId(), tip);
        }
        return new TipOutcome.Posted(coin(available.getOrDefault(tip.viewerId(), 0L)));
    }

    @Override
    public synchronized boolean wasGiven(UUID viewerId, UUID id) {
        Tip earlier = tips.get(id);
        return earlier != null && earlier.viewerId().equals(viewerId);
    }

    @Override
    public void listen(Listener news) {
        listener = news;
    }

    private boolean take(UUID viewerId, long minor) {
        long has = available.getOrDefault(viewerId, 0L);
        if (has < minor) {
            return false;
        }
        available.put(viewerId, has - minor);
        return true;
    }

    private Metered call(UUID callId) {
        Metered call = calls.get(callId);
        if (call == null) {
            throw new IllegalStateException("billing knows no call " + callId);
        }
        return call;
    }

    /** Whether this is what it throws while its database is away. */
    public static boolean isAway(Throwable failure) {
        return failure instanceof UncheckedIOException;
    }

    /** Lets its database go away, or come back. */
    public void away(boolean now) {
        away = now;
    }

    private void failIfAsked() {
        if (away) {
            throw new UncheckedIOException(new IOException("the database is away, as the test wants"));
        }
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("billing fails, as the test wants");
        }
    }

    private static Money coin(long minor) {
        return new Money(minor, "COIN");
    }

    private static Money inr(long grossMinor) {
        return new Money(grossMinor * 45 / 1000, "INR");
    }

    /** Time is charged at the rate of the medium it was delivered in, the rest of a begun increment at the present one. */
    private static final class Metered {
        private final Quote quote;
        private final boolean booked;
        private final List<ReceiptPart> done = new ArrayList<>();
        private CallKind kind;
        private long rate;
        private long fromMs;
        private long held;
        private long billableMs;
        private @Nullable Instant startedAt;
        private @Nullable Receipt receipt;

        private Metered(Quote quote, long held, boolean booked) {
            this.quote = quote;
            this.booked = booked;
            this.held = held;
            this.kind = quote.kind();
            this.rate = quote.perMinute().amountMinor();
        }

        private void switchTo(CallKind next, long perMinuteMinor) {
            done.add(part());
            fromMs = billableMs;
            kind = next;
            rate = perMinuteMinor;
        }

        private ReceiptPart part() {
            long before = done.stream()
                    .mapToLong(part -> part.charged().amountMinor())
                    .sum();
            return new ReceiptPart(kind, coin(rate), billableMs - fromMs, coin(gross() - before));
        }

        private List<ReceiptPart> parts() {
            List<ReceiptPart> all = new ArrayList<>(done);
            all.add(part());
            return all;
        }

        private long fundedMs() {
            if (rate == 0) {
                return Long.MAX_VALUE;
            }
            long step = FundedTime.incrementMs(quote.increment());
            long ms = Math.ceilDiv(fromMs, step) * step;
            while (gross(ms + step) <= held) {
                ms += step;
            }
            return ms;
        }

        private long gross() {
            return gross(billableMs);
        }

        private long gross(long ms) {
            long step = FundedTime.incrementMs(quote.increment());
            long chargedMs = Math.ceilDiv(ms, step) * step;
            long before = done.stream()
                    .mapToLong(part -> part.charged().amountMinor())
                    .sum();
            long delivered = done.stream()
                    .mapToLong(part -> part.deliveredMs() * part.perMinute().amountMinor())
                    .sum();
            return Math.max(before, Math.ceilDiv(delivered + (chargedMs - fromMs) * rate, 60_000L));
        }
    }
}
