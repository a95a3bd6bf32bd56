package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PlanDesk;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A desk with one plan, which keeps whose subscription is whose and answers what the test wants. */
final class TestPlans implements PlanDesk {
    private static final Plan VIP = new Plan(
            "VIP",
            "VIP",
            null,
            new Money(199_000, "COIN"),
            0,
            "BONUS_LOT",
            20,
            40,
            new Money(200_000, "COIN"),
            List.of("badge"));

    private final ConcurrentHashMap<UUID, UUID> owners = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Money> clubs = new ConcurrentHashMap<>();
    volatile @Nullable Outcome next;
    volatile @Nullable String asked;

    private static Subscription subscription(UUID id, Plan plan) {
        return new Subscription(id, plan, null, "ACTIVE", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), false);
    }

    private Outcome answer(UUID id, UUID owner, Plan plan, String question) {
        asked = question;
        Outcome wanted = next;
        if (wanted != null) {
            return wanted;
        }
        owners.put(id, owner);
        return new Outcome.Accepted(subscription(id, plan));
    }

    @Override
    public List<Plan> plans() {
        return List.of(VIP);
    }

    @Override
    public List<Subscription> subscriptions(UUID userId) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(userId))
                .map(entry -> subscription(entry.getKey(), VIP))
                .toList();
    }

    @Override
    public Outcome subscribe(UUID subscriptionId, UUID userId, String planCode) {
        return answer(subscriptionId, userId, VIP, userId + " wants " + planCode);
    }

    @Override
    public Outcome join(UUID subscriptionId, UUID userId, UUID performerId) {
        return answer(subscriptionId, userId, club(performerId), userId + " joins " + performerId);
    }

    @Override
    public Outcome act(UUID subscriptionId, UUID userId, Action action, @Nullable String planCode) {
        return userId.equals(owners.get(subscriptionId))
                ? answer(subscriptionId, userId, VIP, action + " " + planCode)
                : new Outcome.Unknown();
    }

    @Override
    public @Nullable FanClub fanClub(UUID performerId) {
        return clubs.containsKey(performerId) ? new FanClub(club(performerId), 12) : null;
    }

    private Plan club(UUID performerId) {
        Money price = clubs.getOrDefault(performerId, new Money(1_000, "COIN"));
        return new Plan("FAN_CLUB", "", performerId, price, 0, "NONE", 0, 0, new Money(0, "COIN"), List.of());
    }

    @Override
    public void setFanClub(UUID performerId, Money price) {
        clubs.put(performerId, price);
    }
}
