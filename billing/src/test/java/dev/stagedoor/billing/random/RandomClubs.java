package dev.stagedoor.billing.random;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.subscriptions.Subscription;
import dev.stagedoor.billing.subscriptions.SubscriptionOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Fan clubs: a month is paid at its beginning, and what is left of it comes back to whoever leaves. */
final class RandomClubs {
    private static final long PRICE = 17_777;

    private final Scene scene;
    private final List<Member> members = new ArrayList<>();

    /** A subscription and how many of its months were paid. */
    private static final class Member {
        final UUID subscription;
        final UUID viewer;
        final UUID performer;
        int months = 1;

        Member(UUID subscription, UUID viewer, UUID performer) {
            this.subscription = subscription;
            this.viewer = viewer;
            this.performer = performer;
        }
    }

    RandomClubs(Scene scene) {
        this.scene = scene;
        for (UUID performer : scene.performers) {
            scene.test.billing.subscriptions().setFanClub(performer, Money.coins(PRICE), Set.of());
        }
    }

    String join() {
        UUID subscription = id();
        UUID viewer = scene.pick(scene.viewers);
        UUID performer = scene.pick(scene.performers);
        boolean member =
                members.stream().anyMatch(each -> each.viewer.equals(viewer) && each.performer.equals(performer));
        boolean expected = !member && scene.test.available(viewer) >= PRICE;
        SubscriptionOutcome outcome =
                scene.asking(() -> scene.test.billing.subscriptions().join(subscription, viewer, performer));
        assertThat(outcome instanceof SubscriptionOutcome.Accepted)
                .as("join: " + outcome)
                .isEqualTo(expected);
        if (expected) {
            Member joined = new Member(subscription, viewer, performer);
            members.add(joined);
            paid(joined);
        }
        return "join, taken: " + expected;
    }

    String leave() {
        if (members.isEmpty()) {
            return "no member";
        }
        Member member = members.remove(scene.random.nextInt(members.size()));
        Subscription before = now(member);
        scene.asking(() -> scene.test.billing.subscriptions().cancelNow(member.subscription, member.viewer));
        if (before.state() == Subscription.State.ACTIVE) {
            Duration whole = Duration.between(before.periodStart(), before.periodEnd());
            long leftMs = Duration.between(scene.test.now(), before.periodEnd()).toMillis();
            long back = PRICE * Math.clamp(leftMs, 0, whole.toMillis()) / whole.toMillis();
            scene.model.give(member.viewer, back);
            Map<UUID, Long> kept = scene.model.sharesOf(member.performer, PRICE - back);
            scene.model
                    .sharesOf(member.performer, PRICE)
                    .forEach((payee, share) -> scene.model.owe(payee, kept.getOrDefault(payee, 0L) - share));
        }
        return "leave, was " + before.state();
    }

    /** The house has looked at what is due: months that were over are paid again, or the viewer had too little. */
    void observe() {
        for (Member member : List.copyOf(members)) {
            Subscription subscription = now(member);
            for (; member.months < subscription.monthNo(); member.months++) {
                paid(member);
            }
            if (!subscription.state().isLive()) {
                assertThat(subscription.state()).isEqualTo(Subscription.State.EXPIRED);
                members.remove(member);
            }
        }
    }

    private void paid(Member member) {
        scene.model.take(member.viewer, PRICE);
        scene.model.earn(member.performer, PRICE);
    }

    private Subscription now(Member member) {
        return scene.test.billing.subscriptions().of(member.viewer).stream()
                .filter(each -> each.subscriptionId().equals(member.subscription))
                .findFirst()
                .orElseThrow();
    }
}
