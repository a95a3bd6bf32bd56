package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Quotes from a full purse and holds from it; the receipts that a test has put in. Nothing is ever charged. */
final class TestEntitlements implements Entitlements {
    private final Map<UUID, Quote> quotes = new ConcurrentHashMap<>();
    private final Map<UUID, Quote> held = new ConcurrentHashMap<>();
    private final Map<UUID, Receipt> receipts = new ConcurrentHashMap<>();

    void put(Receipt receipt) {
        receipts.put(receipt.callId(), receipt);
    }

    @Override
    public Quote quote(UUID viewerId, UUID performerId, Rate rate) {
        Money spendable = new Money(120_000, "COIN");
        Quote quote = new Quote(
                UUID.randomUUID(),
                viewerId,
                performerId,
                rate.kind(),
                rate.increment(),
                rate.perMinute(),
                rate.otherPerMinute(),
                new Money(3 * rate.perMinute().amountMinor(), "COIN"),
                spendable,
                spendable.amountMinor() / rate.perMinute().amountMinor(),
                Instant.now().plusSeconds(60));
        quotes.put(quote.quoteId(), quote);
        return quote;
    }

    @Override
    public HoldOutcome hold(UUID callId, UUID quoteId) {
        Quote quote = quotes.get(quoteId);
        if (quote == null) {
            return new HoldOutcome.QuoteExpired();
        }
        held.put(callId, quote);
        return new HoldOutcome.Held(quote.minimum());
    }

    @Override
    public HoldOutcome begin(UUID bookingId) {
        return new HoldOutcome.QuoteExpired();
    }

    @Override
    public void started(UUID callId) {}

    @Override
    public MeterReading usage(UUID callId, long billableMs) {
        throw new UnsupportedOperationException("no call runs here");
    }

    @Override
    public SwitchOutcome switchTo(UUID callId, CallKind kind, long billableMs) {
        throw new UnsupportedOperationException("no call runs here");
    }

    @Override
    public Receipt end(UUID callId, long billableMs, EndReason reason) {
        Quote quote = Objects.requireNonNull(held.get(callId), "never held");
        Money none = new Money(0, quote.perMinute().currency());
        return new Receipt(
                callId,
                quote.viewerId(),
                quote.performerId(),
                quote.kind(),
                quote.increment(),
                quote.perMinute(),
                List.of(),
                0,
                0,
                none,
                none,
                none,
                reason,
                false,
                null,
                Instant.now());
    }

    @Override
    public @Nullable Receipt receipt(UUID callId) {
        return receipts.get(callId);
    }

    @Override
    public boolean hasPaid(UUID viewerId) {
        return true;
    }

    @Override
    public TipOutcome tip(Tip tip) {
        return new TipOutcome.Posted(new Money(0, "COIN"));
    }

    @Override
    public boolean wasGiven(UUID viewerId, UUID id) {
        return false;
    }

    @Override
    public void listen(Listener listener) {}
}
