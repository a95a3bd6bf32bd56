package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletCare;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A wallet that answers what the test wants and remembers what it was asked. */
final class TestCare implements WalletCare {
    volatile RedeemOutcome redeemed = new RedeemOutcome.Unknown();
    volatile ClaimOutcome claim = new ClaimOutcome.Open();
    volatile @Nullable Complaint complaint;
    volatile @Nullable TakenBack takenBack;
    volatile String asked = "";
    volatile @Nullable UUID seen;
    volatile @Nullable AutoTopUpOutcome nextTopUp;
    volatile boolean offersTopUps = true;
    volatile boolean asksAtCheckout;
    private final ConcurrentHashMap<UUID, AutoTopUp> topUps = new ConcurrentHashMap<>();

    @Override
    public RedeemOutcome redeem(UUID userId, UUID redemptionId, String code) {
        asked = userId + " " + redemptionId + " " + code;
        return redeemed;
    }

    @Override
    public void seen(UUID userId) {
        seen = userId;
    }

    @Override
    public List<ExpiringCoins> expiring(UUID userId) {
        return List.of(new ExpiringCoins(new Money(15_000, "COIN"), Instant.EPOCH));
    }

    @Override
    public Limits limits(UUID userId) {
        Money used = new Money(60_000, "COIN");
        return new Limits(
                List.of(
                        new Limit("SPEND", "DAY", new Money(100_000, "COIN"), used, null, null),
                        new Limit("SPEND", "WEEK", null, used, Instant.EPOCH, new Money(1, "COIN"))),
                Instant.EPOCH);
    }

    @Override
    public void setLimit(UUID userId, String kind, String period, @Nullable Long amountMinor) {
        asked = userId + " " + kind + " " + period + " " + amountMinor;
    }

    @Override
    public Instant exclude(UUID userId, int days) {
        asked = userId + " " + days;
        return Instant.EPOCH;
    }

    @Override
    public AutoTopUps autoTopUps(UUID userId) {
        return new AutoTopUps(offersTopUps, asksAtCheckout, topUps.get(userId));
    }

    @Override
    public AutoTopUpOutcome setAutoTopUp(UUID userId, AutoTopUpWish wish) {
        AutoTopUpOutcome wanted = nextTopUp;
        if (wanted != null) {
            return wanted;
        }
        Money used = new Money(0, wish.cap().currency());
        topUps.put(userId, new AutoTopUp(wish, used, Instant.EPOCH, null, List.of()));
        return new AutoTopUpOutcome.On(autoTopUps(userId));
    }

    @Override
    public void stopAutoTopUp(UUID userId) {
        topUps.computeIfPresent(
                userId, (_, on) -> new AutoTopUp(on.wish(), on.used(), on.agreedAt(), "BUYER", on.attempts()));
    }

    @Override
    public ClaimOutcome requestRefund(UUID userId, UUID refundId, UUID orderId, String reason) {
        asked = userId + " " + refundId + " " + orderId + " " + reason;
        return claim;
    }

    @Override
    public @Nullable Complaint complaint(UUID userId, UUID callId) {
        asked = userId + " " + callId;
        return complaint;
    }

    @Override
    public @Nullable TakenBack takenBack(UUID performerId, UUID callId) {
        asked = performerId + " " + callId;
        return takenBack;
    }

    @Override
    public ClaimOutcome disputeCall(UUID userId, UUID disputeId, UUID callId, String reason) {
        asked = userId + " " + disputeId + " " + callId + " " + reason;
        return claim;
    }
}
