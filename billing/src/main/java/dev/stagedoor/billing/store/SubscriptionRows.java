package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PLAN_VERSION;
import static dev.stagedoor.billing.store.jooq.Tables.SUBSCRIPTION;
import static dev.stagedoor.billing.store.jooq.Tables.SUBSCRIPTION_MONTH;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.store.jooq.tables.PlanVersion;
import dev.stagedoor.billing.store.jooq.tables.records.SubscriptionMonthRecord;
import dev.stagedoor.billing.subscriptions.PaidMonth;
import dev.stagedoor.billing.subscriptions.Plan;
import dev.stagedoor.billing.subscriptions.Subscription;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Rows of plans and subscriptions and what they mean. */
final class SubscriptionRows {
    private static final PlanVersion NEXT = PLAN_VERSION.as("next_plan");

    private SubscriptionRows() {}

    /** What somebody can have one subscription of: the plans of the house together, or a fan club. */
    static UUID scope(Plan plan) {
        UUID performer = plan.performerId();
        return performer == null ? Transaction.HOUSE : performer;
    }

    static long planVersion(DSLContext sql, Plan plan) {
        String[] perks = new TreeSet<>(plan.perks()).toArray(String[]::new);
        String digest = "%s|%s|%d|%d|%s|%s%s%s"
                .formatted(
                        plan.code(),
                        plan.performerId(),
                        plan.price().amountMinor(),
                        plan.trialDays(),
                        plan.discount(),
                        String.join(",", perks),
                        // As it was before plans had names, so that a fan club stays the version that it is.
                        plan.name().isEmpty() ? "" : "|" + plan.name(),
                        // And before they had free minutes.
                        plan.freeMinutes() == 0
                                ? ""
                                : "|%d free as %d"
                                        .formatted(
                                                plan.freeMinutes(),
                                                plan.allowance().amountMinor()));
        sql.insertInto(PLAN_VERSION)
                .set(PLAN_VERSION.CODE, plan.code())
                .set(PLAN_VERSION.NAME, plan.name())
                .set(PLAN_VERSION.PERFORMER_ID, plan.performerId())
                .set(PLAN_VERSION.DIGEST, digest)
                .set(PLAN_VERSION.PRICE_MINOR, plan.price().amountMinor())
                .set(PLAN_VERSION.TRIAL_DAYS, plan.trialDays())
                .set(PLAN_VERSION.DISCOUNT_KIND, plan.discount().kind().name())
                .set(PLAN_VERSION.DISCOUNT_BASIS_POINTS, plan.discount().basisPoints())
                .set(PLAN_VERSION.PERKS, perks)
                .set(PLAN_VERSION.FREE_MINUTES, plan.freeMinutes())
                .set(PLAN_VERSION.ALLOWANCE_MINOR, plan.allowance().amountMinor())
                .onConflictDoNothing()
                .execute();
        return sql.select(PLAN_VERSION.ID)
                .from(PLAN_VERSION)
                .where(PLAN_VERSION.DIGEST.eq(digest))
                .fetchSingle()
                .value1();
    }

    static Plan plan(Record row, PlanVersion table) {
        return new Plan(
                row.get(table.CODE),
                row.get(table.NAME),
                row.get(table.PERFORMER_ID),
                Money.coins(row.get(table.PRICE_MINOR)),
                row.get(table.TRIAL_DAYS),
                new Plan.Discount(
                        Plan.Discount.Kind.valueOf(row.get(table.DISCOUNT_KIND)), row.get(table.DISCOUNT_BASIS_POINTS)),
                row.get(table.FREE_MINUTES),
                Money.coins(row.get(table.ALLOWANCE_MINOR)),
                Set.of(row.get(table.PERKS)));
    }

    static int insert(DSLContext sql, Subscription subscription) {
        return sql.insertInto(SUBSCRIPTION)
                .set(SUBSCRIPTION.ID, subscription.subscriptionId())
                .set(SUBSCRIPTION.USER_ID, subscription.userId())
                .set(SUBSCRIPTION.SCOPE_ID, scope(subscription.plan()))
                .set(SUBSCRIPTION.PLAN_ID, subscription.planId())
                .set(SUBSCRIPTION.STATE, subscription.state().name())
                .set(SUBSCRIPTION.HAD_TRIAL, subscription.state() == Subscription.State.TRIALING)
                .set(SUBSCRIPTION.ANCHOR_AT, time(subscription.anchorAt()))
                .set(SUBSCRIPTION.MONTH_NO, subscription.monthNo())
                .set(SUBSCRIPTION.PERIOD_START, time(subscription.periodStart()))
                .set(SUBSCRIPTION.PERIOD_END, time(subscription.periodEnd()))
                .set(SUBSCRIPTION.CANCEL_AT_END, false)
                .set(SUBSCRIPTION.RETRY_AT, time(subscription.retryAt()))
                .onConflictDoNothing()
                .execute();
    }

    static void update(DSLContext sql, Subscription subscription) {
        Subscription.Next next = subscription.next();
        sql.update(SUBSCRIPTION)
                .set(SUBSCRIPTION.PLAN_ID, subscription.planId())
                .set(SUBSCRIPTION.NEXT_PLAN_ID, next == null ? null : next.planId())
                .set(SUBSCRIPTION.STATE, subscription.state().name())
                .set(SUBSCRIPTION.ANCHOR_AT, time(subscription.anchorAt()))
                .set(SUBSCRIPTION.MONTH_NO, subscription.monthNo())
                .set(SUBSCRIPTION.PERIOD_START, time(subscription.periodStart()))
                .set(SUBSCRIPTION.PERIOD_END, time(subscription.periodEnd()))
                .set(SUBSCRIPTION.CANCEL_AT_END, subscription.cancelAtEnd())
                .set(SUBSCRIPTION.RETRY_AT, time(subscription.retryAt()))
                .where(SUBSCRIPTION.ID.eq(subscription.subscriptionId()))
                .execute();
    }

    static void insertMonth(DSLContext sql, PaidMonth month, long planId) {
        SplitTerms split = month.split();
        sql.insertInto(SUBSCRIPTION_MONTH)
                .set(SUBSCRIPTION_MONTH.ID, month.monthId())
                .set(SUBSCRIPTION_MONTH.SUBSCRIPTION_ID, month.subscriptionId())
                .set(SUBSCRIPTION_MONTH.NUMBER, month.number())
                .set(SUBSCRIPTION_MONTH.PLAN_ID, planId)
                .set(SUBSCRIPTION_MONTH.PRICE_MINOR, month.priceMinor())
                .set(SUBSCRIPTION_MONTH.PAYOUT_ASSET, split.payoutAsset().name())
                .set(SUBSCRIPTION_MONTH.NOMINAL_MINOR_PER_COIN, split.nominalMinorPerCoin())
                .set(SUBSCRIPTION_MONTH.PERFORMER_BASIS_POINTS, split.performerBasisPoints())
                .set(SUBSCRIPTION_MONTH.AGENCY_BASIS_POINTS, AgencyColumns.basisPoints(split))
                .set(SUBSCRIPTION_MONTH.AGENCY_ID, AgencyColumns.id(split))
                .set(SUBSCRIPTION_MONTH.STARTS_AT, time(month.startsAt()))
                .set(SUBSCRIPTION_MONTH.ENDS_AT, time(month.endsAt()))
                .execute();
    }

    static @Nullable Subscription lock(DSLContext sql, UUID subscriptionId) {
        sql.select(SUBSCRIPTION.ID)
                .from(SUBSCRIPTION)
                .where(SUBSCRIPTION.ID.eq(subscriptionId))
                .forUpdate()
                .fetch();
        return find(sql, subscriptionId);
    }

    static @Nullable Subscription find(DSLContext sql, UUID subscriptionId) {
        List<Subscription> found = where(sql, SUBSCRIPTION.ID.eq(subscriptionId));
        return found.isEmpty() ? null : found.getFirst();
    }

    static List<Subscription> of(DSLContext sql, UUID userId) {
        return where(sql, SUBSCRIPTION.USER_ID.eq(userId));
    }

    private static List<Subscription> where(DSLContext sql, Condition which) {
        return sql.select()
                .from(SUBSCRIPTION)
                .join(PLAN_VERSION)
                .on(PLAN_VERSION.ID.eq(SUBSCRIPTION.PLAN_ID))
                .leftJoin(NEXT)
                .on(NEXT.ID.eq(SUBSCRIPTION.NEXT_PLAN_ID))
                .where(which)
                .orderBy(SUBSCRIPTION.CREATED_AT.desc(), SUBSCRIPTION.ID)
                .fetch(SubscriptionRows::subscription);
    }

    private static Subscription subscription(Record row) {
        Long nextId = row.get(SUBSCRIPTION.NEXT_PLAN_ID);
        return new Subscription(
                row.get(SUBSCRIPTION.ID),
                row.get(SUBSCRIPTION.USER_ID),
                row.get(SUBSCRIPTION.PLAN_ID),
                plan(row, PLAN_VERSION),
                nextId == null ? null : new Subscription.Next(nextId, plan(row, NEXT)),
                Subscription.State.valueOf(row.get(SUBSCRIPTION.STATE)),
                row.get(SUBSCRIPTION.ANCHOR_AT).toInstant(),
                row.get(SUBSCRIPTION.MONTH_NO),
                row.get(SUBSCRIPTION.PERIOD_START).toInstant(),
                row.get(SUBSCRIPTION.PERIOD_END).toInstant(),
                row.get(SUBSCRIPTION.CANCEL_AT_END),
                row.get(SUBSCRIPTION.RETRY_AT).toInstant());
    }

    static PaidMonth month(DSLContext sql, SubscriptionMonthRecord row) {
        Plan plan = sql.selectFrom(PLAN_VERSION)
                .where(PLAN_VERSION.ID.eq(row.getPlanId()))
                .fetchSingle(found -> plan(found, PLAN_VERSION));
        return new PaidMonth(
                row.getId(),
                row.getSubscriptionId(),
                row.getNumber(),
                plan,
                split(row),
                row.getPriceMinor(),
                row.getStartsAt().toInstant(),
                row.getEndsAt().toInstant());
    }

    private static SplitTerms split(SubscriptionMonthRecord row) {
        return new SplitTerms(
                Asset.valueOf(row.getPayoutAsset()),
                row.getNominalMinorPerCoin(),
                row.getPerformerBasisPoints(),
                AgencyColumns.share(row.getAgencyId(), row.getAgencyBasisPoints()));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
