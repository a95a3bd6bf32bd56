package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Money;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Quotes from a full purse, and the receipts that a test has put in. */
final class TestEntitlements implements Entitlements {
    private final Map<UUID, Receipt> receipts = new ConcurrentHashMap<>();

    void put(Receipt receipt) {
        receipts.put(receipt.callId(), receipt);
    }

    @Override
    public Quote quote(UUID viewerId, UUID performerId, Rate rate) {
        Money spendable = new Money(120_000, "COIN");
        return new Quote(
                UUID.randomUUID(),
                viewerId,
                performerId,
                rate.kind(),
                rate.increment(),
                rate.perMinute(),
                new Money(3 * rate.perMinute().amountMinor(), "COIN"),
                spendable,
                spendable.amountMinor() / rate.perMinute().amountMinor(),
                Instant.now().plusSeconds(60));
    }

    @Override
    public HoldOutcome hold(UUID callId, UUID quoteId) {
        return new HoldOutcome.QuoteExpired();
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
    public Receipt end(UUID callId, long billableMs, EndReason reason) {
        throw new UnsupportedOperationException("no call runs here");
    }

    @Override
    public @Nullable Receipt receipt(UUID callId) {
        return receipts.get(callId);
    }

    @Override
    public TipOutcome tip(Tip tip) {
        return new TipOutcome.Posted(new Money(0, "COIN"));
    }

    @Override
    public void listen(Listener listener) {}
}
