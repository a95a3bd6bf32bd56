package dev.stagedoor.billing.subscriptions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it stands.
 *
 * @param subscriptionId made by the client, so that a repeat counts once
 * @param planId the version it was last paid under, or is tried under
 * @param next the version it renews under, null if that stays
 * @param anchorAt from which months are counted, so that the 31st comes back after February
 * @param monthNo months paid since then
 * @param periodEnd until when it is paid, or tried
 * @param cancelAtEnd whether it ends then instead of renewing
 * @param retryAt when payment is tried next; the end of the period unless it is past due
 */
public record Subscription(
        UUID subscriptionId,
        UUID userId,
        long planId,
        Plan plan,
        @Nullable Next next,
        State state,
        Instant anchorAt,
        int monthNo,
        Instant periodStart,
        Instant periodEnd,
        boolean cancelAtEnd,
        Instant retryAt) {
    /** Where a subscription stands. */
    public enum State {
        TRIALING,
        ACTIVE,
        /** The last month ended and the next could not be paid yet; perks go on while it is tried. */
        PAST_DUE,
        /** Ended because its owner wanted that. */
        CANCELED,
        /** Ended because nobody paid. */
        EXPIRED;

        /** Whether perks are given. */
        public boolean isLive() {
            return this == TRIALING || this == ACTIVE || this == PAST_DUE;
        }
    }

    /** A plan to renew under. */
    public record Next(long planId, Plan plan) {}

    Subscription with(State newState, boolean cancels, Instant retry) {
        return new Subscription(
                subscriptionId,
                userId,
                planId,
                plan,
                next,
                newState,
                anchorAt,
                monthNo,
                periodStart,
                periodEnd,
                cancels,
                retry);
    }

    Subscription renewingUnder(@Nullable Next newNext) {
        return new Subscription(
                subscriptionId,
                userId,
                planId,
                plan,
                newNext,
                state,
                anchorAt,
                monthNo,
                periodStart,
                periodEnd,
                cancelAtEnd,
                retryAt);
    }
}
