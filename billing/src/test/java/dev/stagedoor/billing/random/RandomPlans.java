package dev.stagedoor.billing.random;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.pricing.ListDraft;
import dev.stagedoor.billing.pricing.Lists;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.subscriptions.Subscription;
import dev.stagedoor.billing.subscriptions.SubscriptionOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Plans of the house: a month is paid at its beginning and brings free minutes as coins. Who leaves, or takes the dearer plan, has
 * the price of the time that is left back, but no more of it than is left of these coins; and these are gone.
 */
final class RandomPlans {
    private final Scene scene;
    private final Map<UUID, Member> members = new HashMap<>();

    /** Small enough for what people have here. */
    private enum House {
        /** 3 minutes at 5 coins. */
        VIP(20_000, 15_000),
        /** 7 minutes. */
        PREMIUM(45_000, 35_000);

        private final long price;
        private final long allowance;

        House(long price, long allowance) {
            this.price = price;
            this.allowance = allowance;
        }
    }

    /** Somebody's plan and how many of its months were paid. */
    private static final class Member {
        final UUID subscription = id();
        final UUID viewer;
        House plan;
        int months = 1;

        Member(UUID viewer, House plan) {
            this.viewer = viewer;
            this.plan = plan;
        }
    }

    RandomPlans(Scene scene) {
        this.scene = scene;
        List<PriceList.Plan> plans = List.of(Lists.plan("vip", 2_000, 3), Lists.plan("premium", 4_500, 7));
        // Long ago, so that a clock that is set back does not come to the list before it.
        scene.test.setWrong(-Scene.DAY_MS);
        Lists.publish(
                scene.test,
                ListDraft.of(scene.test.billing.prices().prices()).plans(plans).made());
        scene.test.setWrong(Scene.DAY_MS);
    }

    String subscribe() {
        Member member = new Member(scene.pick(scene.viewers), scene.pick(List.of(House.values())));
        boolean expected =
                !members.containsKey(member.viewer) && scene.test.available(member.viewer) >= member.plan.price;
        SubscriptionOutcome outcome = scene.asking(() ->
                scene.test.billing.subscriptions().subscribe(member.subscription, member.viewer, member.plan.name()));
        assertThat(outcome instanceof SubscriptionOutcome.Accepted)
                .as("subscribe: " + outcome)
                .isEqualTo(expected);
        if (expected) {
            members.put(member.viewer, member);
            paid(member);
        }
        return "subscribe to " + member.plan + ", taken: " + expected;
    }

    String change() {
        Member member = members.get(scene.pick(scene.viewers));
        if (member == null || member.plan != House.VIP || now(member).state() != Subscription.State.ACTIVE) {
            return "nobody to change";
        }
        long left = scene.purses.leftOfMonth(member.viewer);
        long back = unused(member);
        boolean expected = scene.test.available(member.viewer) - left + back >= House.PREMIUM.price;
        SubscriptionOutcome outcome = scene.asking(() ->
                scene.test.billing.subscriptions().change(member.subscription, member.viewer, House.PREMIUM.name()));
        assertThat(outcome instanceof SubscriptionOutcome.Accepted)
                .as("change: " + outcome)
                .isEqualTo(expected);
        if (expected) {
            scene.model.give(member.viewer, back);
            member.plan = House.PREMIUM;
            member.months++;
            paid(member);
        }
        return "change with " + back + " back and " + left + " gone, taken: " + expected;
    }

    String leave() {
        Member member = members.remove(scene.pick(scene.viewers));
        if (member == null) {
            return "nobody to leave";
        }
        long back = now(member).state() == Subscription.State.ACTIVE ? unused(member) : 0;
        scene.asking(() -> scene.test.billing.subscriptions().cancelNow(member.subscription, member.viewer));
        scene.model.give(member.viewer, back);
        return "leave " + member.plan + " with " + back;
    }

    /** The house has looked at what is due: months that were over are paid again, or the viewer had too little. */
    void observe() {
        for (Member member : List.copyOf(members.values())) {
            Subscription subscription = now(member);
            for (; member.months < subscription.monthNo(); member.months++) {
                paid(member);
            }
            if (!subscription.state().isLive()) {
                assertThat(subscription.state()).isEqualTo(Subscription.State.EXPIRED);
                members.remove(member.viewer);
            }
        }
    }

    private long unused(Member member) {
        Subscription month = now(member);
        long wholeMs = Duration.between(month.periodStart(), month.periodEnd()).toMillis();
        long leftMs = Duration.between(scene.test.now(), month.periodEnd()).toMillis();
        long ofTime = member.plan.price * Math.clamp(leftMs, 0, wholeMs) / wholeMs;
        return Math.min(ofTime, member.plan.price * scene.purses.leftOfMonth(member.viewer) / member.plan.allowance);
    }

    private void paid(Member member) {
        scene.model.take(member.viewer, member.plan.price);
        scene.model.give(member.viewer, member.plan.allowance);
    }

    private Subscription now(Member member) {
        return scene.test.billing.subscriptions().of(member.viewer).stream()
                .filter(each -> each.subscriptionId().equals(member.subscription))
                .findFirst()
                .orElseThrow();
    }
}
