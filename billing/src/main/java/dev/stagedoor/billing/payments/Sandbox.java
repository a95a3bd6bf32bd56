package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hosted side of the sandbox provider, which a real provider would run on its own servers. Its webhooks are signed
 * with the installation's secret and take the same way in as anyone's.
 */
public final class Sandbox {
    /** Name in orders and accounts. */
    public static final String NAME = SandboxProvider.NAME;

    private static final long LATE_MS = 30_000;
    private static final long SOON_MS = 500;
    private static final long LATER_MS = 5_000;
    private static final Duration TIME_TO_ANSWER = Duration.ofDays(7);

    private final PaymentStore store;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final @Nullable SandboxProvider provider;

    /** @param enabled a production environment must say no, unless it was told otherwise */
    public Sandbox(PaymentStore store, InstantSource clock, Supplier<UUID> ids, boolean enabled) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.provider = enabled ? new SandboxProvider(store, clock) : null;
    }

    /** Whether it takes payments. */
    public boolean enabled() {
        return provider != null;
    }

    /** What is to be paid, null if there is no such order. */
    public @Nullable Order order(UUID orderId) {
        PaymentStore.StoredOrder stored = store.find(orderId);
        return stored != null && stored.order().provider().equals(SandboxProvider.NAME) ? stored.order() : null;
    }

    /**
     * A test card was used. Returns the webhooks to send, in order, each after its delay; they must travel over HTTP like
     * anyone's. Empty if there is no such order, or no such card.
     */
    public List<SignedWebhook> pay(UUID orderId, String card) {
        Order order = order(orderId);
        SandboxCard used = SandboxCard.of(card);
        if (!enabled() || order == null || used == null) {
            return List.of();
        }
        String paymentId = prefix(used) + ids.get();
        Money price = order.price();
        Money paid = used == SandboxCard.AMOUNT_MISMATCH ? new Money(price.amountMinor() - 1, price.asset()) : price;
        if (used != SandboxCard.DECLINE && used != SandboxCard.INSUFFICIENT) {
            store.keepSandboxPayment(orderId, paymentId, paid);
        }
        return switch (used) {
            case SUCCESS, ONCE, SHARED, THREE_D_SECURE, NO_RETURN ->
                List.of(
                        webhook(ProviderEvent.Kind.PENDING, orderId, paymentId, price, 0),
                        webhook(ProviderEvent.Kind.SUCCEEDED, orderId, paymentId, price, 0));
            case DECLINE, INSUFFICIENT -> List.of(webhook(ProviderEvent.Kind.FAILED, orderId, paymentId, price, 0));
            case LATE ->
                List.of(
                        webhook(ProviderEvent.Kind.PENDING, orderId, paymentId, price, 0),
                        webhook(ProviderEvent.Kind.SUCCEEDED, orderId, paymentId, price, LATE_MS));
            case DOUBLE -> twice(webhook(ProviderEvent.Kind.SUCCEEDED, orderId, paymentId, price, 0));
            case OUT_OF_ORDER ->
                List.of(
                        webhook(ProviderEvent.Kind.SUCCEEDED, orderId, paymentId, price, 0),
                        webhook(ProviderEvent.Kind.PENDING, orderId, paymentId, price, SOON_MS));
            case LATER_REFUND -> paidThen(ProviderEvent.Kind.REFUNDED, orderId, paymentId, price);
            case LATER_CHARGEBACK -> paidThen(ProviderEvent.Kind.CHARGEBACK_OPENED, orderId, paymentId, price);
            case AMOUNT_MISMATCH -> List.of(webhook(ProviderEvent.Kind.SUCCEEDED, orderId, paymentId, paid, 0));
            case NEWS_LOST -> List.of();
        };
    }

    private static String prefix(SandboxCard card) {
        return switch (card) {
            case ONCE -> SandboxProvider.ONCE;
            case SHARED -> SandboxProvider.SHARED;
            default -> "pay_";
        };
    }

    /** Somebody gives a paid order's money back on the provider's site; the webhook that says so. */
    public List<SignedWebhook> refund(UUID orderId, long amountMinor) {
        return about(orderId, ProviderEvent.Kind.REFUNDED, amountMinor, null);
    }

    /**
     * The buyer's bank opens or decides a case over a paid order; the webhook that says so.
     *
     * @param feeMinor what the provider takes for it
     */
    public List<SignedWebhook> dispute(UUID orderId, ProviderEvent.Kind stage, long feeMinor) {
        Order order = order(orderId);
        return order == null
                ? List.of()
                : about(orderId, stage, order.price().amountMinor(), dispute(orderId, feeMinor));
    }

    private List<SignedWebhook> about(
            UUID orderId, ProviderEvent.Kind kind, long amountMinor, ProviderEvent.@Nullable Dispute dispute) {
        PaymentStore.StoredOrder stored = store.find(orderId);
        String paymentId = stored == null ? null : stored.paymentId();
        if (!enabled() || stored == null || paymentId == null) {
            return List.of();
        }
        Money amount = new Money(amountMinor, stored.order().price().asset());
        return List.of(signed(new ProviderEvent("evt_" + ids.get(), kind, orderId, paymentId, amount, dispute), 0));
    }

    PaymentProvider provider() {
        if (provider == null) {
            throw new IllegalStateException("the sandbox is switched off");
        }
        return provider;
    }

    private List<SignedWebhook> paidThen(ProviderEvent.Kind later, UUID orderId, String paymentId, Money price) {
        return List.of(
                webhook(ProviderEvent.Kind.SUCCEEDED, orderId, paymentId, price, 0),
                signed(
                        new ProviderEvent(
                                "evt_" + ids.get(),
                                later,
                                orderId,
                                paymentId,
                                price,
                                later == ProviderEvent.Kind.REFUNDED ? null : dispute(orderId, 0)),
                        LATER_MS));
    }

    private ProviderEvent.Dispute dispute(UUID orderId, long feeMinor) {
        return new ProviderEvent.Dispute(
                "dp_" + orderId, feeMinor, clock.instant().plus(TIME_TO_ANSWER).truncatedTo(ChronoUnit.SECONDS), false);
    }

    private static List<SignedWebhook> twice(SignedWebhook webhook) {
        List<SignedWebhook> both = new ArrayList<>();
        both.add(webhook);
        both.add(new SignedWebhook(webhook.headers(), webhook.body(), SOON_MS));
        return both;
    }

    private SignedWebhook webhook(ProviderEvent.Kind kind, UUID orderId, String paymentId, Money amount, long delayMs) {
        return signed(new ProviderEvent("evt_" + ids.get(), kind, orderId, paymentId, amount), delayMs);
    }

    private SignedWebhook signed(ProviderEvent event, long delayMs) {
        if (provider == null) {
            throw new IllegalStateException("the sandbox is switched off");
        }
        String body = SandboxProvider.write(event);
        // Signed for the moment of sending, as a provider does that retries for hours.
        long sentAt = clock.instant().plusMillis(delayMs).getEpochSecond();
        String signature = provider.sign(body.getBytes(StandardCharsets.UTF_8), sentAt);
        return new SignedWebhook(
                Map.of(SandboxProvider.SIGNATURE_HEADER, signature, "content-type", "application/json"), body, delayMs);
    }
}
