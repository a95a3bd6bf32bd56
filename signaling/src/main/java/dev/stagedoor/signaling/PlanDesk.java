package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What signalling asks of billing about plans of the house and fan clubs of performers. Ids of new things come from the
 * client and make a repeat harmless. Methods may block.
 */
public interface PlanDesk {
    /** Plans of the house, cheapest first. */
    List<Plan> plans();

    /** A person's subscriptions, newest first, those that have ended included. */
    List<Subscription> subscriptions(UUID userId);

    /** Subscribes to a plan of the house. */
    Outcome subscribe(UUID subscriptionId, UUID userId, String planCode);

    /** Joins a performer's fan club. */
    Outcome join(UUID subscriptionId, UUID userId, UUID performerId);

    /** @param planCode for {@code CHANGE} only */
    Outcome act(UUID subscriptionId, UUID userId, Action action, @Nullable String planCode);

    /** A performer's fan club, null if there is none. */
    @Nullable
    FanClub fanClub(UUID performerId);

    /** Opens a fan club at a price a month, or changes its price for those who come later. */
    void setFanClub(UUID performerId, Money price);

    /**
     * Something to subscribe to.
     *
     * @param name as the price list has it; empty for a fan club, and for what was sold before plans had names
     * @param performerId whose fan club it is, null for a plan of the house
     * @param price a month
     * @param discountKind NONE, PRICE_CUT or BONUS_LOT, on coins that are bought
     * @param freeMinutes a month, 0 if none
     * @param allowance what they are given as, for as long as the month
     * @param perks flags that pages have words for
     */
    record Plan(
            String code,
            String name,
            @Nullable UUID performerId,
            Money price,
            int trialDays,
            String discountKind,
            int discountPercent,
            int freeMinutes,
            Money allowance,
            List<String> perks) {}

    /** @param members that have not ended their membership */
    record FanClub(Plan plan, int members) {}

    /**
     * Somebody's subscription.
     *
     * @param nextPlan what it renews under, null if that stays
     * @param state TRIALING, ACTIVE, PAST_DUE, CANCELED or EXPIRED
     * @param periodEnd until when it is paid, or tried
     */
    record Subscription(
            UUID subscriptionId,
            Plan plan,
            @Nullable Plan nextPlan,
            String state,
            Instant periodStart,
            Instant periodEnd,
            boolean cancelAtEnd) {}

    /** What an owner can do with a subscription. */
    enum Action {
        CANCEL_AT_END,
        RESUME,
        CANCEL_NOW,
        CHANGE
    }

    /** How a wish about a subscription ended. */
    sealed interface Outcome {
        record Accepted(Subscription subscription) implements Outcome {}

        record Refused(PurchaseRefusal why) implements Outcome {}

        /** There is one of that kind already. */
        record AlreadySubscribed() implements Outcome {}

        /** No such subscription of this person, or it has ended. */
        record Unknown() implements Outcome {}

        record UnknownPlan() implements Outcome {}
    }
}
