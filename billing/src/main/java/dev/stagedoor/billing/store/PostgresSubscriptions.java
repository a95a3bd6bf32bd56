package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.FAN_CLUB;
import static dev.stagedoor.billing.store.jooq.Tables.PLAN_VERSION;
import static dev.stagedoor.billing.store.jooq.Tables.SUBSCRIPTION;
import static dev.stagedoor.billing.store.jooq.Tables.SUBSCRIPTION_MONTH;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.subscriptions.PaidMonth;
import dev.stagedoor.billing.subscriptions.Plan;
import dev.stagedoor.billing.subscriptions.Subscription;
import dev.stagedoor.billing.subscriptions.Subscription.Next;
import dev.stagedoor.billing.subscriptions.Subscription.State;
import dev.stagedoor.billing.subscriptions.SubscriptionOutcome;
import dev.stagedoor.billing.subscriptions.SubscriptionStep;
import dev.stagedoor.billing.subscriptions.SubscriptionStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Plans and subscriptions in PostgreSQL; decisions are carried out under the subscription's row lock. */
public final class PostgresSubscriptions implements SubscriptionStore {
    private static final List<String> LIVE = List.of(State.TRIALING.name(), State.ACTIVE.name(), State.PAST_DUE.name());

    private final Database database;
    private final SpendGuard guard;
    private final Supplier<UUID> ids;

    public PostgresSubscriptions(Database database, SpendGuard guard, Supplier<UUID> ids) {
        this.database = database;
        this.guard = guard;
        this.ids = ids;
    }

    @Override
    public long planVersion(Plan plan) {
        return database.transact(transaction -> SubscriptionRows.planVersion(transaction.sql(), plan));
    }

    @Override
    public void setFanClub(UUID performerId, long planId) {
        database.transact(transaction -> transaction
                .sql()
                .insertInto(FAN_CLUB)
                .set(FAN_CLUB.PERFORMER_ID, performerId)
                .set(FAN_CLUB.PLAN_ID, planId)
                .onConflict(FAN_CLUB.PERFORMER_ID)
                .doUpdate()
                .set(FAN_CLUB.PLAN_ID, planId)
                .execute());
    }

    @Override
    public @Nullable Next fanClub(UUID performerId) {
        return database.transact(transaction -> transaction
                .sql()
                .select(PLAN_VERSION.asterisk())
                .from(FAN_CLUB)
                .join(PLAN_VERSION)
                .on(PLAN_VERSION.ID.eq(FAN_CLUB.PLAN_ID))
                .where(FAN_CLUB.PERFORMER_ID.eq(performerId))
                .fetchOne(row -> new Next(row.get(PLAN_VERSION.ID), SubscriptionRows.plan(row, PLAN_VERSION))));
    }

    @Override
    public boolean hadTrial(UUID userId, Plan plan) {
        return database.transact(transaction -> transaction
                .sql()
                .fetchExists(
                        SUBSCRIPTION,
                        SUBSCRIPTION
                                .USER_ID
                                .eq(userId)
                                .and(SUBSCRIPTION.SCOPE_ID.eq(SubscriptionRows.scope(plan)))
                                .and(SUBSCRIPTION.HAD_TRIAL)));
    }

    @Override
    public SubscriptionOutcome begin(SubscriptionStep step) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            Subscription first = step.to();
            if (SubscriptionRows.insert(sql, first) == 0) {
                Subscription same = SubscriptionRows.find(sql, first.subscriptionId());
                return same != null && same.userId().equals(first.userId())
                        ? new SubscriptionOutcome.Accepted(same)
                        : new SubscriptionOutcome.AlreadySubscribed();
            }
            return carryOutAsWished(transaction, step);
        });
    }

    @Override
    public SubscriptionOutcome apply(
            UUID subscriptionId, UUID userId, Function<Current, @Nullable SubscriptionStep> decide) {
        return database.transact(transaction -> {
            Subscription found = SubscriptionRows.lock(transaction.sql(), subscriptionId);
            if (found == null || !found.userId().equals(userId)) {
                return new SubscriptionOutcome.Unknown();
            }
            if (!found.state().isLive()) {
                return found.state() == State.CANCELED
                        ? new SubscriptionOutcome.Accepted(found)
                        : new SubscriptionOutcome.Unknown();
            }
            SubscriptionStep step = decide.apply(current(transaction.sql(), found));
            return step == null ? new SubscriptionOutcome.UnknownPlan() : carryOutAsWished(transaction, step);
        });
    }

    @Override
    public boolean applyToOneDue(Instant now, Set<UUID> without, Function<Current, SubscriptionStep> decide) {
        return database.transactForOne((transaction, chosen) -> {
            DSLContext sql = transaction.sql();
            UUID due = sql.select(SUBSCRIPTION.ID)
                    .from(SUBSCRIPTION)
                    .where(SUBSCRIPTION.STATE.in(LIVE))
                    .and(SUBSCRIPTION.RETRY_AT.le(now.atOffset(ZoneOffset.UTC)))
                    .and(SUBSCRIPTION.ID.notIn(without))
                    .orderBy(SUBSCRIPTION.RETRY_AT)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOne(SUBSCRIPTION.ID);
            if (due == null) {
                return false;
            }
            chosen.accept(due);
            Subscription found = Objects.requireNonNull(SubscriptionRows.find(sql, due));
            SubscriptionStep step = decide.apply(current(sql, found));
            SubscriptionStep unpaid = step.ifPoor();
            boolean excluded = SpendGuard.excludedUntil(sql, found.userId(), now) != null;
            SubscriptionOutcome outcome = carryOut(transaction, excluded && unpaid != null ? unpaid : step);
            if (outcome instanceof SubscriptionOutcome.Accepted) {
                return true;
            }
            throw new IllegalStateException("subscription " + due + " could not be renewed nor tried: " + outcome);
        });
    }

    private static Current current(DSLContext sql, Subscription subscription) {
        var row = sql.selectFrom(SUBSCRIPTION_MONTH)
                .where(SUBSCRIPTION_MONTH.SUBSCRIPTION_ID.eq(subscription.subscriptionId()))
                .and(SUBSCRIPTION_MONTH.OPEN)
                .fetchOne();
        PaidMonth month = row == null ? null : SubscriptionRows.month(sql, row);
        return new Current(subscription, month, month == null ? 0 : Allowances.left(sql, subscription.userId(), month));
    }

    /**
     * What a subscriber decides now is measured by their own limits. A renewal is not: it was decided before; but nobody who
     * has shut themselves out is charged for another month.
     */
    private SubscriptionOutcome carryOutAsWished(Transaction transaction, SubscriptionStep step) {
        SubscriptionOutcome outcome = carryOut(transaction, step);
        PaidMonth paid = step.opens();
        if (!(outcome instanceof SubscriptionOutcome.Accepted) || paid == null) {
            return outcome;
        }
        SpendRefusal refusal = guard.afterSpending(transaction.sql(), step.to().userId(), paid.priceMinor());
        return refusal == null ? outcome : transaction.undo(new SubscriptionOutcome.Limited(refusal));
    }

    private SubscriptionOutcome carryOut(Transaction transaction, SubscriptionStep step) {
        UUID subscriber = step.to().userId();
        PaidMonth over = step.closes();
        PaidMonth paid = step.opens();
        if (over != null) {
            Allowances.end(transaction, subscriber, over, ids);
        }
        for (int i = 0; i < step.postings().size(); i++) {
            Posting posting = step.postings().get(i);
            switch (transaction.post(posting)) {
                case PostOutcome.Posted _, PostOutcome.Replayed _ -> {}
                case PostOutcome.InsufficientFunds poor -> {
                    SubscriptionStep instead = step.ifPoor();
                    if (i == 0 && instead != null) {
                        return carryOut(transaction, instead);
                    }
                    return transaction.undo(new SubscriptionOutcome.InsufficientFunds(
                            step.to().plan().price(), Money.coins(poor.viewerAvailable())));
                }
                case PostOutcome.IdempotencyConflict refused ->
                    throw new IllegalStateException("month was paid before with another price: " + refused);
                case PostOutcome.Fenced _ -> throw new IllegalStateException("a subscription has no fence: " + step);
            }
        }
        write(transaction.sql(), step);
        if (paid != null) {
            Allowances.date(transaction.sql(), paid);
        }
        return new SubscriptionOutcome.Accepted(Objects.requireNonNull(
                SubscriptionRows.find(transaction.sql(), step.to().subscriptionId())));
    }

    private void write(DSLContext sql, SubscriptionStep step) {
        PaidMonth over = step.closes();
        if (over != null) {
            sql.update(SUBSCRIPTION_MONTH)
                    .set(SUBSCRIPTION_MONTH.OPEN, false)
                    .where(SUBSCRIPTION_MONTH.ID.eq(over.monthId()))
                    .execute();
        }
        SubscriptionRows.update(sql, step.to());
        PaidMonth paid = step.opens();
        if (paid != null) {
            SubscriptionRows.insertMonth(sql, paid, step.to().planId());
        }
    }

    @Override
    public List<Subscription> of(UUID userId) {
        return database.transact(transaction -> SubscriptionRows.of(transaction.sql(), userId));
    }

    /** Whether a person has a live subscription to a performer's fan club. */
    static boolean isMember(DSLContext sql, UUID userId, UUID performerId) {
        return sql.fetchExists(
                SUBSCRIPTION,
                SUBSCRIPTION
                        .USER_ID
                        .eq(userId)
                        .and(SUBSCRIPTION.SCOPE_ID.eq(performerId))
                        .and(SUBSCRIPTION.STATE.in(LIVE)));
    }

    @Override
    public int members(UUID performerId) {
        return database.transact(transaction -> transaction
                .sql()
                .fetchCount(SUBSCRIPTION, SUBSCRIPTION.SCOPE_ID.eq(performerId).and(SUBSCRIPTION.STATE.in(LIVE))));
    }
}
