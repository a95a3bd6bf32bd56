package dev.stagedoor.billing.subscriptions;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where plans and subscriptions are kept. Every method is one transaction. */
public interface SubscriptionStore {
    /** The version of exactly this plan; made when it is new. */
    long planVersion(Plan plan);

    /** Puts a performer's fan club at this version. */
    void setFanClub(UUID performerId, long planId);

    /** A performer's fan club, null if there is none. */
    Subscription.@Nullable Next fanClub(UUID performerId);

    /** Whether a person had a trial of that plan's kind before. */
    boolean hadTrial(UUID userId, Plan plan);

    /** Begins a subscription. */
    SubscriptionOutcome begin(SubscriptionStep step);

    /**
     * Decides about a subscription under its lock and carries the decision out.
     *
     * @param decide null leaves it as it is
     */
    SubscriptionOutcome apply(UUID subscriptionId, UUID userId, Function<Current, @Nullable SubscriptionStep> decide);

    /**
     * Carries the decision out for one that is due; false if none is, or others have them. Throws {@link
     * dev.stagedoor.billing.ledger.StuckException} for one that it cannot be carried out for.
     *
     * @param without these
     */
    boolean applyToOneDue(Instant now, Set<UUID> without, Function<Current, SubscriptionStep> decide);

    /** A person's subscriptions, newest first, those that have ended included. */
    List<Subscription> of(UUID userId);

    /** How many live subscribers a fan club has. */
    int members(UUID performerId);

    /**
     * A subscription under its lock.
     *
     * @param month the paid month that is not over, null while it is tried or past due
     * @param allowanceLeftMinor of the coins that came for its free minutes, those that are free; they stay so until it is decided
     */
    record Current(Subscription subscription, @Nullable PaidMonth month, long allowanceLeftMinor) {}
}
