package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider that charges once per key, remembers what it was asked, and loses its tongue when we say so. */
final class ScriptedProvider implements PaymentProvider {
    static final String NAME = "scripted";

    /** How it answers a charge. */
    enum Mood {
        PAID,
        DECLINED,
        /** It was not reached. */
        AWAY,
        /** Nothing is charged, and nothing is said. */
        DEAF,
        /** It charges, and nothing is said. */
        MUTE
    }

    /** Of each key, the payment whose method was charged. */
    final Map<UUID, String> charged = new ConcurrentHashMap<>();

    /** What it was asked, charged or not. */
    final List<UUID> asked = new CopyOnWriteArrayList<>();

    volatile Mood mood = Mood.PAID;

    /** Whether a key that comes again is known. */
    volatile boolean remembers = true;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        return new CheckoutOutcome.Ready("/pay/" + order.orderId(), "");
    }

    /** The body is {@code event order payment}; it says that the price of the first package was paid. */
    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        String[] words = new String(body, StandardCharsets.UTF_8).split(" ", -1);
        return new WebhookReading.Said(new ProviderEvent(
                        words[0],
                        ProviderEvent.Kind.SUCCEEDED,
                        UUID.fromString(words[1]),
                        words[2],
                        AutoTopUpsUnderFaultsTest.PRICE)
                .chargeableBy(words[2]));
    }

    @Override
    public Recharge recharge() {
        return Recharge.ANY_PAYMENT;
    }

    @Override
    public boolean remembersKeys() {
        return remembers;
    }

    @Override
    public ChargeOutcome chargeAgain(NewOrder order, String methodRef) {
        asked.add(order.orderId());
        if (mood == Mood.PAID || mood == Mood.MUTE) {
            String before = charged.putIfAbsent(order.orderId(), methodRef);
            if (before != null && (!remembers || !before.equals(methodRef))) {
                throw new IllegalStateException("charged twice: " + before + ", " + methodRef);
            }
        }
        return switch (mood) {
            case AWAY -> new ChargeOutcome.NotSent("connection refused");
            case DEAF, MUTE -> new ChargeOutcome.Unknown("timed out");
            case PAID, DECLINED -> answer(order, mood == Mood.PAID);
        };
    }

    static String paymentOf(UUID orderId) {
        return "again-" + orderId;
    }

    private static ChargeOutcome answer(NewOrder order, boolean paid) {
        ProviderEvent event = new ProviderEvent(
                "answer-" + order.orderId(),
                paid ? ProviderEvent.Kind.SUCCEEDED : ProviderEvent.Kind.FAILED,
                order.orderId(),
                paymentOf(order.orderId()),
                new Money(order.sale().priceMinor(), order.sale().asset()));
        return new ChargeOutcome.Answered(event, "{}");
    }
}
