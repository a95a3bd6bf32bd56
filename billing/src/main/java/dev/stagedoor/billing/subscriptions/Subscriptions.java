package dev.stagedoor.billing.subscriptions;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.pricing.Tariffs;
import dev.stagedoor.billing.subscriptions.Subscription.Next;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans and fan clubs: begin, change, cancel, resume, renew. */
public final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** Renewals in one run, so that one run never takes long. */
    private static final int RENEWALS_PER_RUN = 1_000;

    private final SubscriptionStore store;
    private final Supplier<PriceList> prices;
    private final SubscriptionTerms terms;
    private final InstantSource clock;
    private final Renewal renewal;

    /**
     * @param prices the list in force
     * @param tariffs how a fan club's months are shared
     */
    public Subscriptions(
            SubscriptionStore store,
            Supplier<PriceList> prices,
            SubscriptionTerms terms,
            Tariffs tariffs,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.store = store;
        this.prices = prices;
        this.terms = terms;
        this.clock = clock;
        this.renewal = new Renewal(terms, tariffs, ids);
    }

    /** The plans of the house, as the price list in force has them. */
    public List<Plan> plans() {
        return Plan.of(prices.get(), terms.trialDays());
    }

    /** Opens a performer's fan club, or changes it for those who come later and for all renewals that follow a change. */
    public void setFanClub(UUID performerId, Money price, Set<String> perks) {
        store.setFanClub(performerId, store.planVersion(Plan.fanClub(performerId, price, perks)));
    }

    /** A performer's fan club, null if there is none. */
    public @Nullable Plan fanClub(UUID performerId) {
        Next club = store.fanClub(performerId);
        return club == null ? null : club.plan();
    }

    /** Live subscribers of a fan club. */
    public int members(UUID performerId) {
        return store.members(performerId);
    }

    /** Subscribes to a plan of the house; the id makes a repeat harmless. */
    public SubscriptionOutcome subscribe(UUID subscriptionId, UUID userId, String code) {
        Next plan = house(code);
        return plan == null ? new SubscriptionOutcome.UnknownPlan() : begin(subscriptionId, userId, plan);
    }

    /** Joins a fan club; the id makes a repeat harmless. */
    public SubscriptionOutcome join(UUID subscriptionId, UUID userId, UUID performerId) {
        Next club = store.fanClub(performerId);
        return club == null ? new SubscriptionOutcome.UnknownPlan() : begin(subscriptionId, userId, club);
    }

    private SubscriptionOutcome begin(UUID subscriptionId, UUID userId, Next plan) {
        boolean trial = plan.plan().trialDays() > 0 && !store.hadTrial(userId, plan.plan());
        return store.begin(renewal.begin(subscriptionId, userId, plan, trial, clock.instant()));
    }

    /** Ends it when the month, or the trial, is over. */
    public SubscriptionOutcome cancelAtEnd(UUID subscriptionId, UUID userId) {
        return store.apply(
                subscriptionId,
                userId,
                current -> SubscriptionStep.to(current.subscription()
                        .with(
                                current.subscription().state(),
                                true,
                                current.subscription().retryAt())));
    }

    /** Takes a cancellation back that has not come true yet. */
    public SubscriptionOutcome resume(UUID subscriptionId, UUID userId) {
        return goingOn(store.apply(
                subscriptionId,
                userId,
                current -> SubscriptionStep.to(current.subscription()
                        .with(
                                current.subscription().state(),
                                false,
                                current.subscription().retryAt()))));
    }

    /**
     * Ends it now: what is left of the month goes back to the same coins, by the time and rounded down, but no more than is left of
     * its free minutes; these end with it.
     */
    public SubscriptionOutcome cancelNow(UUID subscriptionId, UUID userId) {
        return store.apply(subscriptionId, userId, current -> renewal.cancelNow(current, clock.instant()));
    }

    /** Another plan of the house: a dearer one at once, a cheaper one from the next month on. */
    public SubscriptionOutcome change(UUID subscriptionId, UUID userId, String code) {
        Next plan = house(code);
        return plan == null
                ? new SubscriptionOutcome.UnknownPlan()
                : goingOn(store.apply(
                        subscriptionId,
                        userId,
                        current -> current.subscription().plan().performerId() == null
                                ? renewal.change(current, plan, clock.instant())
                                : null));
    }

    /** Canceling again what has ended is harmless; whoever wants it to go on must hear that it does not. */
    private static SubscriptionOutcome goingOn(SubscriptionOutcome outcome) {
        return outcome instanceof SubscriptionOutcome.Accepted(Subscription subscription)
                        && !subscription.state().isLive()
                ? new SubscriptionOutcome.Unknown()
                : outcome;
    }

    /** A person's subscriptions, newest first, those that have ended included. */
    public List<Subscription> of(UUID userId) {
        return store.of(userId);
    }

    /** The plan of the house that a person has, null if none. */
    public @Nullable Plan planOf(UUID userId) {
        return store.of(userId).stream()
                .filter(subscription ->
                        subscription.state().isLive() && subscription.plan().performerId() == null)
                .map(Subscription::plan)
                .findFirst()
                .orElse(null);
    }

    /** What a person's plan gives on coins. */
    public Plan.Discount discountOf(UUID userId) {
        Plan plan = planOf(userId);
        return plan == null ? Plan.Discount.NONE : plan.discount();
    }

    /**
     * Renews, retries and ends what is due; returns how many. Safe to repeat, and on several nodes at once. Throws at its end if it
     * could not be done for all.
     */
    public int run(Instant now) {
        OneByOne due = new OneByOne(LOG, "subscription");
        int done = 0;
        while (done < RENEWALS_PER_RUN
                && due.next(without -> store.applyToOneDue(now, without, current -> renewal.due(current, now)))) {
            done++;
        }
        due.complain();
        return done;
    }

    private @Nullable Next house(String code) {
        for (Plan plan : plans()) {
            if (plan.code().equals(code)) {
                return new Next(store.planVersion(plan), plan);
            }
        }
        return null;
    }
}
