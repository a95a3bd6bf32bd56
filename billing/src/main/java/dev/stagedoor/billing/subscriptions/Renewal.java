package dev.stagedoor.billing.subscriptions;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.SubscriptionLines;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.pricing.Tariffs;
import dev.stagedoor.billing.subscriptions.Subscription.Next;
import dev.stagedoor.billing.subscriptions.Subscription.State;
import dev.stagedoor.billing.subscriptions.SubscriptionStore.Current;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of a subscription when; pure decisions. */
final class Renewal {
    private final SubscriptionTerms terms;
    private final Tariffs tariffs;
    private final Supplier<UUID> ids;

    Renewal(SubscriptionTerms terms, Tariffs tariffs, Supplier<UUID> ids) {
        this.terms = terms;
        this.tariffs = tariffs;
        this.ids = ids;
    }

    /** A first month that is paid, or a trial that is not. */
    SubscriptionStep begin(UUID subscriptionId, UUID userId, Next plan, boolean trial, Instant now) {
        Instant end = trial ? now.plus(Duration.ofDays(plan.plan().trialDays())) : month(now, 1);
        Subscription first = new Subscription(
                subscriptionId,
                userId,
                plan.planId(),
                plan.plan(),
                null,
                trial ? State.TRIALING : State.ACTIVE,
                trial ? end : now,
                trial ? 0 : 1,
                now,
                end,
                false,
                end);
        return trial ? SubscriptionStep.to(first) : paying(first, null, List.of(), null);
    }

    /** Whatever is due: the last month is over, and the next is paid, or cannot be, or is not wanted. */
    SubscriptionStep due(Current current, Instant now) {
        Subscription now1 = current.subscription();
        PaidMonth over = current.month();
        List<Posting> ending = over == null ? List.of() : List.of(used(over, over.priceMinor()));
        if (now1.cancelAtEnd()) {
            return new SubscriptionStep(now1.with(State.CANCELED, true, now1.retryAt()), over, null, ending, null);
        }
        Instant expires = now1.periodEnd().plus(Duration.ofDays(terms.graceDays()));
        Instant retry = now.plus(terms.retryEvery());
        boolean last = !retry.isBefore(expires);
        Subscription unpaid = now.isBefore(expires)
                ? now1.with(State.PAST_DUE, false, last ? expires : retry)
                : now1.with(State.EXPIRED, false, now1.retryAt());
        SubscriptionStep ifPoor = new SubscriptionStep(unpaid, over, null, ending, null);
        return now.isBefore(expires) ? paying(following(now1), over, ending, ifPoor) : ifPoor;
    }

    /** Ends at once; what is left of the month goes back. */
    SubscriptionStep cancelNow(Current current, Instant now) {
        Subscription canceled = current.subscription().with(State.CANCELED, true, now);
        PaidMonth month = current.month();
        return new SubscriptionStep(
                canceled,
                month == null ? null : month.endedAt(now),
                null,
                month == null ? List.of() : givenBack(current, month, now),
                null);
    }

    /** Another plan: a dearer one from now on, with what is left of the month given back; a cheaper one when it renews. */
    SubscriptionStep change(Current current, Next plan, Instant now) {
        Subscription subscription = current.subscription();
        PaidMonth month = current.month();
        boolean dearer =
                plan.plan().price().amountMinor() > subscription.plan().price().amountMinor();
        if (plan.planId() == subscription.planId() || month == null || !dearer) {
            return SubscriptionStep.to(
                    subscription.renewingUnder(plan.planId() == subscription.planId() ? null : plan));
        }
        Subscription next = new Subscription(
                subscription.subscriptionId(),
                subscription.userId(),
                plan.planId(),
                plan.plan(),
                null,
                State.ACTIVE,
                now,
                subscription.monthNo() + 1,
                now,
                month(now, 1),
                false,
                month(now, 1));
        SubscriptionStep paying = paying(next, month, List.of(), null);
        List<Posting> postings = new ArrayList<>(givenBack(current, month, now));
        postings.addAll(paying.postings());
        return new SubscriptionStep(next, month.endedAt(now), paying.opens(), postings, null);
    }

    /** The same a month later, under the plan that was chosen for then. */
    private static Subscription following(Subscription last) {
        Next plan = last.next();
        Instant end = month(last.anchorAt(), monthsSince(last.anchorAt(), last.periodEnd()) + 1);
        return new Subscription(
                last.subscriptionId(),
                last.userId(),
                plan == null ? last.planId() : plan.planId(),
                plan == null ? last.plan() : plan.plan(),
                null,
                State.ACTIVE,
                last.anchorAt(),
                last.monthNo() + 1,
                last.periodEnd(),
                end,
                false,
                end);
    }

    private SubscriptionStep paying(
            Subscription paid, @Nullable PaidMonth over, List<Posting> after, @Nullable SubscriptionStep ifPoor) {
        long coins = paid.plan().price().amountMinor();
        UUID performer = paid.plan().performerId();
        PaidMonth month = new PaidMonth(
                ids.get(),
                paid.subscriptionId(),
                paid.monthNo(),
                paid.plan(),
                performer == null ? tariffs.split() : tariffs.split(performer),
                coins,
                paid.periodStart(),
                paid.periodEnd());
        List<Line> lines =
                SubscriptionLines.pay(paid.userId(), paid.subscriptionId(), coins, month.payees(), month.share(coins));
        List<Posting> postings = new ArrayList<>();
        postings.add(posting(TransferCode.SUBSCRIBE, month, coins, lines));
        postings.addAll(after);
        long allowance = paid.plan().allowance().amountMinor();
        if (allowance > 0) {
            postings.add(allowance(paid.userId(), month, allowance));
        }
        return new SubscriptionStep(paid, over, month, postings, ifPoor);
    }

    /** Coins for the month's free minutes; how long they live is the month's business, not the class's. */
    private Posting allowance(UUID userId, PaidMonth month, long coins) {
        Money cost = new Money(0, month.split().payoutAsset());
        return posting(TransferCode.ALLOWANCE, month, coins, SubscriptionLines.allow(userId, coins))
                .granting(List.of(new LotGrant(LotClass.PROMO, coins, cost, null)));
    }

    private List<Posting> givenBack(Current current, PaidMonth month, Instant now) {
        long unusedMinor = month.unusedMinor(now, current.allowanceLeftMinor());
        long usedMinor = month.priceMinor() - unusedMinor;
        Share paid = month.share(month.priceMinor());
        Share kept = month.share(usedMinor);
        List<Posting> postings = new ArrayList<>();
        if (unusedMinor > 0) {
            List<Line> lines = SubscriptionLines.refund(
                    current.subscription().userId(),
                    month.subscriptionId(),
                    unusedMinor,
                    month.payees(),
                    paid.minus(kept));
            postings.add(posting(TransferCode.SUBSCRIPTION_REFUND, month, unusedMinor, lines));
        }
        if (usedMinor > 0) {
            postings.add(used(month, usedMinor));
        }
        return postings;
    }

    private Posting used(PaidMonth month, long coins) {
        return posting(
                TransferCode.SUBSCRIPTION_USED, month, coins, SubscriptionLines.use(month.subscriptionId(), coins));
    }

    private Posting posting(TransferCode code, PaidMonth month, long coins, List<Line> lines) {
        IdempotencyKey key =
                IdempotencyKey.of("subscription", month.subscriptionId() + ":" + month.number() + ":" + code, coins);
        return Posting.of(code, ids.get(), key, "subscription", lines)
                .inSession(month.monthId())
                .noting(month.plan().code());
    }

    /** That many calendar months later, always counted from the first day, so that short months leave no trace. */
    static Instant month(Instant anchor, long months) {
        return anchor.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    /** Whole months between an anchor and the end of one of its months. */
    private static long monthsSince(Instant anchor, Instant end) {
        long months = 0;
        while (month(anchor, months).isBefore(end)) {
            months++;
        }
        return months;
    }
}
