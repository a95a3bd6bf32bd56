package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.WalletService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A wallet with a fixed balance, orders in memory, and a sandbox whose webhooks come back through the front door. */
final class TestWallets implements WalletService, WalletService.Sandbox {
    static final String PACKAGE = "starter";

    private static final Money ZERO = new Money(0, "INR");

    volatile boolean keptLast;
    private final Map<UUID, UUID> owners = new ConcurrentHashMap<>();
    private final Map<UUID, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, UUID> byKey = new ConcurrentHashMap<>();
    private final List<String> webhooks = new CopyOnWriteArrayList<>();
    private volatile List<Movement> movements = List.of();
    private volatile int refusals;
    volatile GiftOutcome nextGift = new GiftOutcome.Unknown();
    volatile @Nullable Gift given;

    /** Bodies of webhooks in the order of their arrival. */
    List<String> webhooks() {
        return List.copyOf(webhooks);
    }

    void setMovements(Movement... these) {
        movements = List.of(these);
    }

    /** Refuses the next webhooks, as a server does that is just starting. */
    void refuseNext(int count) {
        refusals = count;
    }

    @Override
    public Wallet wallet(UUID userId) {
        return new Wallet(new Money(96_000, "COIN"), new Money(24_000, "COIN"), new Money(12_000, "INR"));
    }

    @Override
    public List<CoinPackage> packages(UUID userId) {
        return List.of(new CoinPackage(
                PACKAGE,
                new Money(9_900, "INR"),
                new Money(9_900, "INR"),
                new Money(99_000, "COIN"),
                new Money(0, "COIN"),
                new Money(0, "COIN"),
                0,
                new Money(100, "INR"),
                ""));
    }

    @Override
    public Page<Movement> movements(UUID userId, @Nullable String filter, @Nullable String cursor, int limit) {
        return new Page<>(movements, null);
    }

    /** One from somebody, one from nobody. */
    @Override
    public Page<ReceivedTip> received(UUID performerId, @Nullable String cursor, int limit) {
        Money five = new Money(5_000, "COIN");
        return new Page<>(
                List.of(
                        new ReceivedTip(new UUID(0, 2), performerId, five, Instant.EPOCH, "for you", true, null),
                        new ReceivedTip(
                                new UUID(0, 1),
                                null,
                                five,
                                Instant.EPOCH,
                                "",
                                false,
                                new GivenGift("rose", "Rose", Map.of(), 1))),
                null);
    }

    @Override
    public synchronized OrderOutcome order(UUID userId, String packageId, String idempotencyKey, boolean keepMethod) {
        keptLast = keepMethod;
        if (!packageId.equals(PACKAGE)) {
            return new OrderOutcome.UnknownPackage();
        }
        UUID id = byKey.computeIfAbsent(idempotencyKey, key -> UUID.randomUUID());
        owners.putIfAbsent(id, userId);
        return new OrderOutcome.Created(orders.computeIfAbsent(id, TestWallets::newOrder));
    }

    private static Order newOrder(UUID id) {
        return new Order(
                id,
                PACKAGE,
                "sandbox",
                new Money(9_900, "INR"),
                new Money(99_000, "COIN"),
                "CREATED",
                "/sandbox-pay/" + id,
                Instant.now());
    }

    @Override
    public @Nullable Order findOrder(UUID userId, UUID orderId) {
        return userId.equals(owners.get(orderId)) ? orders.get(orderId) : null;
    }

    @Override
    public @Nullable PurchaseReceipt receipt(UUID userId, UUID orderId) {
        Order order = findOrder(userId, orderId);
        if (order == null || !order.state().equals("PAID")) {
            return null;
        }
        Money tax = new Money(1_510, "INR");
        return new PurchaseReceipt(
                orderId,
                "R-2026-000001",
                order.packageId(),
                order.provider(),
                order.createdAt(),
                order.price(),
                new Money(8_390, "INR"),
                tax,
                order.coins(),
                new Money(0, "COIN"),
                order.price(),
                List.of(new PurchaseReceipt.Step("PAID", "R-2026-000001", order.createdAt(), order.price(), tax)));
    }

    @Override
    public PayoutDesk.@Nullable Paper receiptPaper(UUID userId, String name, UUID orderId) {
        return receipt(userId, orderId) == null
                ? null
                : new PayoutDesk.Paper(
                        "receipt.pdf", "application/pdf", ("to " + name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<GiftItem> gifts() {
        return List.of(new GiftItem(
                "rose",
                "Rose",
                Map.of("ta", "ரோஜா"),
                "🌹",
                new Money(10_000, "COIN"),
                "EVENT",
                "RAIN",
                Instant.parse("2026-02-15T00:00:00Z")));
    }

    @Override
    public @Nullable GiftItem gift(String item) {
        return gifts().stream()
                .filter(gift -> gift.id().equals(item))
                .findFirst()
                .orElse(null);
    }

    @Override
    public GiftOutcome give(Gift gift) {
        given = gift;
        return nextGift;
    }

    @Override
    public synchronized WebhookOutcome webhook(
            String provider, Map<String, String> headers, byte[] body, String remoteAddress) {
        if (!provider.equals("sandbox")) {
            return new WebhookOutcome.UnknownProvider();
        }
        if (refusals > 0) {
            refusals--;
            throw new IllegalStateException("as if billing were not there yet");
        }
        if (!"good".equals(headers.get("test-signature"))) {
            return new WebhookOutcome.BadSignature();
        }
        String text = new String(body, StandardCharsets.UTF_8);
        webhooks.add(text);
        UUID orderId = UUID.fromString(text.substring(text.indexOf(':') + 2, text.indexOf(':') + 38));
        orders.computeIfPresent(orderId, (id, order) -> paid(order));
        return new WebhookOutcome.Accepted();
    }

    private static Order paid(Order order) {
        return new Order(
                order.orderId(),
                order.packageId(),
                order.provider(),
                order.price(),
                order.coins(),
                "PAID",
                order.redirectUrl(),
                order.createdAt());
    }

    @Override
    public Earnings earnings(UUID performerId) {
        return new Earnings(ZERO, ZERO, ZERO, ZERO, 0, 0);
    }

    @Override
    public Sandbox sandbox() {
        return this;
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public @Nullable Order order(UUID orderId) {
        return orders.get(orderId);
    }

    @Override
    public List<SignedWebhook> pay(UUID orderId, String card) {
        if (!card.equals("success")) {
            return List.of();
        }
        byte[] body = "{\"order\":\"%s\"}".formatted(orderId).getBytes(StandardCharsets.UTF_8);
        return new ArrayList<>(List.of(
                new SignedWebhook(Map.of("test-signature", "good", "content-type", "application/json"), body, 0)));
    }
}
