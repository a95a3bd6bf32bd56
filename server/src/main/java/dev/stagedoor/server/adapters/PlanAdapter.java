package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.words;

import dev.stagedoor.billing.subscriptions.SubscriptionOutcome;
import dev.stagedoor.billing.subscriptions.Subscriptions;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PlanDesk;
import dev.stagedoor.signaling.PurchaseRefusal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans and fan clubs, as signalling sees them, kept by billing. */
public final class PlanAdapter implements PlanDesk {
    private static final int BASIS_POINTS_PER_PERCENT = 100;

    private final Subscriptions subscriptions;

    /** Over billing's subscriptions. */
    public PlanAdapter(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public List<Plan> plans() {
        return subscriptions.plans().stream().map(PlanAdapter::plan).toList();
    }

    @Override
    public List<Subscription> subscriptions(UUID userId) {
        return subscriptions.of(userId).stream().map(PlanAdapter::subscription).toList();
    }

    @Override
    public Outcome subscribe(UUID subscriptionId, UUID userId, String planCode) {
        return outcome(subscriptions.subscribe(subscriptionId, userId, planCode));
    }

    @Override
    public Outcome join(UUID subscriptionId, UUID userId, UUID performerId) {
        return outcome(subscriptions.join(subscriptionId, userId, performerId));
    }

    @Override
    public Outcome act(UUID subscriptionId, UUID userId, Action action, @Nullable String planCode) {
        return outcome(
                switch (action) {
                    case CANCEL_AT_END -> subscriptions.cancelAtEnd(subscriptionId, userId);
                    case RESUME -> subscriptions.resume(subscriptionId, userId);
                    case CANCEL_NOW -> subscriptions.cancelNow(subscriptionId, userId);
                    case CHANGE -> subscriptions.change(subscriptionId, userId, planCode == null ? "" : planCode);
                });
    }

    @Override
    public @Nullable FanClub fanClub(UUID performerId) {
        var club = subscriptions.fanClub(performerId);
        return club == null ? null : new FanClub(plan(club), subscriptions.members(performerId));
    }

    @Override
    public void setFanClub(UUID performerId, Money price) {
        subscriptions.setFanClub(performerId, money(price), Set.of());
    }

    private static Outcome outcome(SubscriptionOutcome outcome) {
        return switch (outcome) {
            case SubscriptionOutcome.Accepted accepted -> new Outcome.Accepted(subscription(accepted.subscription()));
            case SubscriptionOutcome.InsufficientFunds poor ->
                new Outcome.Refused(
                        new PurchaseRefusal.InsufficientFunds(money(poor.required()), money(poor.available())));
            case SubscriptionOutcome.Limited limited ->
                new Outcome.Refused(new PurchaseRefusal.Limited(words(limited.why())));
            case SubscriptionOutcome.AlreadySubscribed _ -> new Outcome.AlreadySubscribed();
            case SubscriptionOutcome.Unknown _ -> new Outcome.Unknown();
            case SubscriptionOutcome.UnknownPlan _ -> new Outcome.UnknownPlan();
        };
    }

    private static Subscription subscription(dev.stagedoor.billing.subscriptions.Subscription subscription) {
        var next = subscription.next();
        return new Subscription(
                subscription.subscriptionId(),
                plan(subscription.plan()),
                next == null ? null : plan(next.plan()),
                subscription.state().name(),
                subscription.periodStart(),
                subscription.periodEnd(),
                subscription.cancelAtEnd());
    }

    private static Plan plan(dev.stagedoor.billing.subscriptions.Plan plan) {
        return new Plan(
                plan.code(),
                plan.name(),
                plan.performerId(),
                money(plan.price()),
                plan.trialDays(),
                plan.discount().kind().name(),
                plan.discount().basisPoints() / BASIS_POINTS_PER_PERCENT,
                plan.freeMinutes(),
                money(plan.allowance()),
                plan.perks().stream().sorted().toList());
    }
}
