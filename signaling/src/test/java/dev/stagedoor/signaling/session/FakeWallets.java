package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.calls.FakeBilling;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Balances of the billing model; the rest is not asked for here. */
record FakeWallets(FakeBilling billing) implements WalletService {
    @Override
    public Wallet wallet(UUID userId) {
        Money available = new Money(billing.coins(userId) * 1000, "COIN");
        return new Wallet(available, new Money(0, "COIN"), new Money(0, "INR"));
    }

    @Override
    public List<CoinPackage> packages(UUID userId) {
        return List.of();
    }

    @Override
    public Page<Movement> movements(UUID userId, @Nullable String filter, @Nullable String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<ReceivedTip> received(UUID performerId, @Nullable String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public OrderOutcome order(UUID userId, String packageId, String idempotencyKey, boolean keepMethod) {
        return new OrderOutcome.UnknownPackage();
    }

    @Override
    public @Nullable Order findOrder(UUID userId, UUID orderId) {
        return null;
    }

    @Override
    public @Nullable PurchaseReceipt receipt(UUID userId, UUID orderId) {
        return null;
    }

    @Override
    public PayoutDesk.@Nullable Paper receiptPaper(UUID userId, String name, UUID orderId) {
        return null;
    }

    @Override
    public List<GiftItem> gifts() {
        return List.of();
    }

    @Override
    public @Nullable GiftItem gift(String item) {
        return null;
    }

    @Override
    public GiftOutcome give(Gift gift) {
        return new GiftOutcome.Unknown();
    }

    @Override
    public WebhookOutcome webhook(String provider, Map<String, String> headers, byte[] body, String remoteAddress) {
        return new WebhookOutcome.UnknownProvider();
    }

    @Override
    public Earnings earnings(UUID performerId) {
        throw new UnsupportedOperationException("not asked for");
    }

    @Override
    public Sandbox sandbox() {
        throw new UnsupportedOperationException("not asked for");
    }
}
