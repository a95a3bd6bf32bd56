package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.words;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.BillingListener;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.payments.Payments;
import dev.stagedoor.billing.shows.Booking;
import dev.stagedoor.billing.shows.BookingOutcome;
import dev.stagedoor.billing.shows.Bookings;
import dev.stagedoor.billing.subscriptions.Subscriptions;
import dev.stagedoor.billing.wallet.Tips;
import dev.stagedoor.signaling.Entitlements;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls and tips, as signalling sees them, done by billing. */
public final class EntitlementsAdapter implements Entitlements {
    private final Metering metering;
    private final Bookings bookings;
    private final Tips tips;
    private final Payments payments;
    private final Subscriptions subscriptions;
    private final News news;

    /** @param news what billing was opened with, so that its news reach whoever {@link #listen}s */
    public EntitlementsAdapter(Billing billing, News news) {
        this.metering = billing.metering();
        this.bookings = billing.shows().bookings();
        this.tips = billing.tips();
        this.payments = billing.payments();
        this.subscriptions = billing.subscriptions();
        this.news = news;
    }

    @Override
    public boolean hasPaid(UUID viewerId) {
        return payments.hasBought(viewerId) || subscriptions.planOf(viewerId) != null;
    }

    @Override
    public Quote quote(UUID viewerId, UUID performerId, Rate rate) {
        return quote(metering.quote(
                viewerId,
                performerId,
                new dev.stagedoor.billing.metering.Rate(
                        dev.stagedoor.billing.metering.CallKind.valueOf(
                                rate.kind().name()),
                        money(rate.perMinute()),
                        rate.otherPerMinute() == null ? null : money(rate.otherPerMinute()),
                        dev.stagedoor.billing.pricing.Increment.valueOf(
                                rate.increment().name()))));
    }

    @Override
    public HoldOutcome hold(UUID callId, UUID quoteId) {
        return switch (metering.hold(callId, quoteId)) {
            case dev.stagedoor.billing.metering.HoldOutcome.Held held -> new HoldOutcome.Held(money(held.amount()));
            case dev.stagedoor.billing.metering.HoldOutcome.InsufficientFunds funds ->
                new HoldOutcome.InsufficientFunds(money(funds.required()), money(funds.available()));
            case dev.stagedoor.billing.metering.HoldOutcome.Limited limited ->
                new HoldOutcome.Limited(words(limited.why()));
            case dev.stagedoor.billing.metering.HoldOutcome.QuoteExpired _ -> new HoldOutcome.QuoteExpired();
            // Only what belongs to a show is answered so; a call does not.
            case dev.stagedoor.billing.metering.HoldOutcome.ShowOver _ -> new HoldOutcome.QuoteExpired();
            case dev.stagedoor.billing.metering.HoldOutcome.Busy _ -> new HoldOutcome.Busy();
        };
    }

    @Override
    public HoldOutcome begin(UUID bookingId) {
        return switch (bookings.begin(bookingId)) {
            case BookingOutcome.Accepted accepted
            when accepted.booking().state() == Booking.State.RUNNING ->
                new HoldOutcome.Held(money(accepted.booking().price()));
            case BookingOutcome.InsufficientFunds funds ->
                new HoldOutcome.InsufficientFunds(money(funds.required()), money(funds.available()));
            case BookingOutcome.Busy _ -> new HoldOutcome.Busy();
            case BookingOutcome.Limited limited -> new HoldOutcome.Limited(words(limited.why()));
            // Not both there, or not to begin any more.
            case BookingOutcome.Accepted _,
                    BookingOutcome.Overlaps _,
                    BookingOutcome.TooLate _,
                    BookingOutcome.TooFarAhead _,
                    BookingOutcome.OutsideWindow _,
                    BookingOutcome.Closed _,
                    BookingOutcome.Unknown _,
                    BookingOutcome.Conflict _ -> new HoldOutcome.QuoteExpired();
        };
    }

    @Override
    public void started(UUID callId) {
        metering.started(callId);
    }

    @Override
    public MeterReading usage(UUID callId, long billableMs) {
        return reading(metering.usage(callId, billableMs));
    }

    @Override
    public SwitchOutcome switchTo(UUID callId, CallKind kind, long billableMs) {
        var wanted = dev.stagedoor.billing.metering.CallKind.valueOf(kind.name());
        return switch (metering.switchTo(callId, wanted, billableMs)) {
            case dev.stagedoor.billing.metering.SwitchOutcome.Switched switched ->
                new SwitchOutcome.Switched(reading(switched.reading()));
            case dev.stagedoor.billing.metering.SwitchOutcome.InsufficientFunds funds ->
                new SwitchOutcome.InsufficientFunds(money(funds.required()), money(funds.available()));
            case dev.stagedoor.billing.metering.SwitchOutcome.NotPossible _ -> new SwitchOutcome.NotPossible();
        };
    }

    private static MeterReading reading(dev.stagedoor.billing.metering.MeterReading reading) {
        var kind = reading.kind();
        return new MeterReading(
                kind == null ? null : CallKind.valueOf(kind.name()),
                reading.billableMs(),
                money(reading.charged()),
                money(reading.earned()),
                money(reading.spendable()),
                reading.remainingMs(),
                reading.endAtMs(),
                Funding.valueOf(reading.funding().name()));
    }

    @Override
    public Receipt end(UUID callId, long billableMs, EndReason reason) {
        return receipt(
                metering.end(callId, billableMs, dev.stagedoor.billing.metering.EndReason.valueOf(reason.name())));
    }

    @Override
    public @Nullable Receipt receipt(UUID callId) {
        var receipt = metering.receipt(callId);
        return receipt == null ? null : receipt(receipt);
    }

    @Override
    public TipOutcome tip(Tip tip) {
        var translated = new dev.stagedoor.billing.wallet.Tip(
                tip.tipId(),
                tip.viewerId(),
                tip.performerId(),
                tip.callId(),
                money(tip.amount()),
                tip.message(),
                tip.anonymous(),
                tip.privateMessage());
        return switch (tips.tip(translated)) {
            case dev.stagedoor.billing.wallet.TipOutcome.Posted posted ->
                new TipOutcome.Posted(money(posted.available()));
            case dev.stagedoor.billing.wallet.TipOutcome.InsufficientFunds funds ->
                new TipOutcome.InsufficientFunds(money(funds.required()), money(funds.available()));
            case dev.stagedoor.billing.wallet.TipOutcome.Limited limited ->
                new TipOutcome.Limited(words(limited.why()));
            case dev.stagedoor.billing.wallet.TipOutcome.Conflict _ -> new TipOutcome.Conflict();
        };
    }

    @Override
    public boolean wasGiven(UUID viewerId, UUID id) {
        return tips.wasGiven(viewerId, id);
    }

    @Override
    public void listen(Listener listener) {
        news.listener = listener;
    }

    private static Quote quote(dev.stagedoor.billing.metering.Quote quote) {
        return new Quote(
                quote.quoteId(),
                quote.viewerId(),
                quote.performerId(),
                CallKind.valueOf(quote.kind().name()),
                Increment.valueOf(quote.increment().name()),
                money(quote.perMinute()),
                quote.otherPerMinute() == null ? null : money(quote.otherPerMinute()),
                money(quote.minimum()),
                money(quote.spendable()),
                quote.estimatedMinutes(),
                quote.expiresAt());
    }

    private static Receipt receipt(dev.stagedoor.billing.metering.Receipt receipt) {
        return new Receipt(
                receipt.callId(),
                receipt.viewerId(),
                receipt.performerId(),
                CallKind.valueOf(receipt.kind().name()),
                Increment.valueOf(receipt.increment().name()),
                money(receipt.perMinute()),
                receipt.parts().stream()
                        .map(part -> new ReceiptPart(
                                CallKind.valueOf(part.kind().name()),
                                money(part.perMinute()),
                                part.deliveredMs(),
                                money(part.charged())))
                        .toList(),
                receipt.deliveredMs(),
                receipt.chargedMs(),
                money(receipt.charged()),
                money(receipt.tips()),
                money(receipt.earned()),
                EndReason.valueOf(receipt.reason().name()),
                receipt.fault(),
                receipt.startedAt(),
                receipt.endedAt());
    }

    /** Billing's listener, made before the adapter because billing is opened with it. */
    public static final class News implements BillingListener {
        private volatile @Nullable Listener listener;

        @Override
        public void walletChanged(UUID ownerId) {
            Listener current = listener;
            if (current != null) {
                current.walletChanged(ownerId);
            }
        }

        /** A page that shows the wallet asks again what expires. */
        @Override
        public void coinsExpiring(UUID ownerId) {
            walletChanged(ownerId);
        }

        @Override
        public void settledByRecovery(UUID callId) {
            Listener current = listener;
            if (current != null) {
                current.settledByRecovery(callId);
            }
        }
    }
}
