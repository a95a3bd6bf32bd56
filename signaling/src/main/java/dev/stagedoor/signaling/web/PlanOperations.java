package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PlanDesk;
import dev.stagedoor.signaling.PlanDesk.Action;
import dev.stagedoor.signaling.PlanDesk.Outcome;
import dev.stagedoor.signaling.PlanDesk.Subscription;
import dev.stagedoor.signaling.PurchaseRefusal;
import dev.stagedoor.signaling.identity.AccountStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans of the house and fan clubs: what there is, and a viewer's own. */
final class PlanOperations implements Operations {
    private final PlanDesk desk;
    private final AccountStore people;

    PlanOperations(PlanDesk desk, AccountStore people) {
        this.desk = desk;
        this.people = people;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "listPlans", _ -> Reply.ok(new Views.Items<>(desk.plans())),
                "listSubscriptions",
                        request -> Reply.ok(new Views.Items<>(named(desk.subscriptions(request.userId())))),
                "createSubscription", this::subscribe,
                "changeSubscription", this::change,
                "putFanClub", this::putFanClub);
    }

    private record SubscriptionBody(
            UUID subscriptionId,
            @Nullable String plan,
            @Nullable UUID performerId) {}

    private record ChangeBody(Action action, @Nullable String plan) {}

    private record FanClubBody(Money price) {}

    /** @param performerName whose fan club it is */
    private record NamedSubscription(
            @JsonUnwrapped Subscription subscription,
            @Nullable String performerName) {}

    private List<NamedSubscription> named(List<Subscription> subscriptions) {
        Map<UUID, String> names = people.displayNames(subscriptions.stream()
                .flatMap(subscription -> Stream.ofNullable(subscription.plan().performerId()))
                .collect(Collectors.toSet()));
        return subscriptions.stream()
                .map(subscription -> {
                    UUID performer = subscription.plan().performerId();
                    return new NamedSubscription(subscription, performer == null ? null : names.get(performer));
                })
                .toList();
    }

    private Reply subscribe(ApiRequest request) {
        SubscriptionBody body = request.body(SubscriptionBody.class);
        String plan = body.plan();
        UUID performer = body.performerId();
        if (plan != null && performer == null) {
            return answer(desk.subscribe(body.subscriptionId(), request.userId(), plan), true);
        }
        if (plan == null && performer != null) {
            return performer.equals(request.userId())
                    ? PurchaseReplies.toOneself()
                    : answer(desk.join(body.subscriptionId(), request.userId(), performer), true);
        }
        return Reply.refused(
                422, "PLAN_OR_PERFORMER", "Name either a plan of the house or the performer whose fan club to join.");
    }

    private Reply change(ApiRequest request) {
        ChangeBody body = request.body(ChangeBody.class);
        if ((body.action() == Action.CHANGE) != (body.plan() != null)) {
            return Reply.refused(422, "PLAN_MISSING", "Name the plan to change to, and only for that.");
        }
        return answer(desk.act(request.pathId("subscriptionId"), request.userId(), body.action(), body.plan()), false);
    }

    private Reply answer(Outcome outcome, boolean isNew) {
        return switch (outcome) {
            case Outcome.Accepted(Subscription subscription) -> {
                NamedSubscription named = named(List.of(subscription)).getFirst();
                yield isNew ? Reply.created(named) : Reply.ok(named);
            }
            case Outcome.Refused(PurchaseRefusal why) -> PurchaseReplies.of(why);
            case Outcome.AlreadySubscribed() ->
                Reply.refused(
                        409, "ALREADY_SUBSCRIBED", "You have one already. Change it instead of starting another.");
            case Outcome.Unknown() -> Reply.notFound("There is no such subscription of yours, or it has ended.");
            case Outcome.UnknownPlan() -> Reply.notFound("There is no such plan or fan club.");
        };
    }

    private Reply putFanClub(ApiRequest request) {
        desk.setFanClub(request.userId(), request.body(FanClubBody.class).price());
        return Reply.ok(Objects.requireNonNull(desk.fanClub(request.userId())));
    }
}
