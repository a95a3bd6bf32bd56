package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.payments.PaymentStore.Decision;
import dev.stagedoor.billing.payments.PaymentStore.StoredOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's genuine news means for the order that it names: nothing is believed that does not repeat the order's price
 * and currency, or that names another payment than the one that was booked.
 *
 * @param lotTerms how long coins live that are bought now
 * @param tellsRefundsInAll which providers name with a refund all that went back before
 */
record NewsDecision(Supplier<LotTerms> lotTerms, Predicate<String> tellsRefundsInAll) {
    /** A thousand times what cases cost: beyond it somebody erred in a unit, and the books have no room for such errors. */
    private static final long MOST_FEE_MINOR = 50_000_000;

    /** @param stored the order, null if there is none */
    Decision decide(String provider, ProviderEvent event, @Nullable StoredOrder stored) {
        if (stored == null || !stored.order().provider().equals(provider)) {
            return new Decision.Quarantine("no such order: " + about(event));
        }
        if (event.kind() == ProviderEvent.Kind.REFUND_FAILED) {
            return new Decision.Quarantine(
                    "%s could not give %s back: do it on its site, then let this be decided again"
                            .formatted(provider, event.amount().words()));
        }
        Order order = stored.order();
        OrderState next = event.kind().orderState();
        if (next == OrderState.REFUNDED || next == OrderState.CHARGEDBACK) {
            return takeBack(provider, event, stored);
        }
        if (next == OrderState.PAID && !event.amount().equals(order.price())) {
            return new Decision.Quarantine(
                    "paid " + event.amount().words() + " for " + order.price().words());
        }
        boolean paidBefore = stored.paymentId() != null;
        if (next == OrderState.PAID && paidBefore && !event.paymentId().equals(stored.paymentId())) {
            return new Decision.Quarantine("paid already by " + stored.paymentId());
        }
        if (!order.state().mayBecome(next)) {
            return new Decision.Ignore();
        }
        return new Decision.Move(next, next == OrderState.PAID ? purchase(provider, event, stored) : null);
    }

    /** As before, for what was kept aside and somebody has looked at. */
    Decision decideAgain(ProviderEvent event, @Nullable StoredOrder stored) {
        if (stored != null && event.kind() == ProviderEvent.Kind.REFUND_FAILED) {
            // Whoever asks has done by hand what the provider could not.
            return new Decision.Ignore();
        }
        return stored == null
                ? new Decision.Quarantine("no such order: " + about(event))
                : decide(stored.order().provider(), event, stored);
    }

    /** What an event names, in words. */
    static String about(ProviderEvent event) {
        return event.orderId() == null
                ? "that of payment " + event.paymentId()
                : event.orderId().toString();
    }

    private Decision takeBack(String provider, ProviderEvent event, StoredOrder stored) {
        Money price = stored.order().price();
        Money amount = event.amount();
        if (!event.paymentId().equals(stored.paymentId())) {
            return new Decision.Quarantine(event.kind() + " of a payment that was not booked: " + event.paymentId());
        }
        if (amount.asset() != price.asset()
                || amount.amountMinor() <= 0
                || amount.amountMinor() > price.amountMinor()) {
            return new Decision.Quarantine(event.kind() + " of " + amount.words() + " for " + price.words());
        }
        if (event.kind() != ProviderEvent.Kind.REFUNDED && event.dispute() == null) {
            return new Decision.Quarantine(event.kind() + " without a case");
        }
        ProviderEvent.Dispute dispute = event.dispute();
        if (dispute != null && dispute.feeMinor() > MOST_FEE_MINOR) {
            return new Decision.Quarantine("a fee of %s for a case is beyond belief"
                    .formatted(new Money(dispute.feeMinor(), price.asset()).words()));
        }
        return new Decision.TakeBack(tellsRefundsInAll.test(provider));
    }

    private Posting purchase(String provider, ProviderEvent event, StoredOrder stored) {
        Order order = stored.order();
        Sale sale = stored.terms().sale();
        IdempotencyKey key = IdempotencyKey.of(
                "purchase",
                "purchase:" + provider + ":" + event.paymentId(),
                order.orderId(),
                sale.priceMinor(),
                sale.asset());
        LotTerms lives = lotTerms.get();
        List<LotGrant> lots = new ArrayList<>();
        long netMinor = sale.priceMinor() - sale.taxMinor();
        lots.add(LotGrant.of(LotClass.PAID, sale.paidCoins(), new Money(netMinor, sale.asset()), lives));
        if (sale.bonusCoins() > 0) {
            lots.add(LotGrant.of(LotClass.BONUS, sale.bonusCoins(), new Money(0, sale.asset()), lives));
        }
        return Posting.of(
                        TransferCode.PURCHASE,
                        order.orderId(),
                        key,
                        "psp:" + provider,
                        TransferLines.purchase(order.userId(), provider, sale))
                .granting(lots)
                .noting(order.packageId());
    }
}
