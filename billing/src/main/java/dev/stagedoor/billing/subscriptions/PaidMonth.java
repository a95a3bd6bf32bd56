package dev.stagedoor.billing.subscriptions;

import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.SplitTerms;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A month that was paid for; its coins wait in escrow until it is over.
 *
 * @param monthId under which the database remembers which coins they are
 * @param plan under which it was paid
 * @param split as it was then; nobody but the house earns from its own plans
 */
public record PaidMonth(
        UUID monthId,
        UUID subscriptionId,
        int number,
        Plan plan,
        SplitTerms split,
        long priceMinor,
        Instant startsAt,
        Instant endsAt) {
    /** Who earns from it, null if only the house does. */
    @Nullable
    Payees payees() {
        UUID performer = plan.performerId();
        return performer == null ? null : split.payeesOf(performer);
    }

    /** What of so many of its coins is owed to whom. */
    Share share(long coins) {
        return plan.performerId() == null ? Share.NONE : split.shareOf(coins);
    }

    /**
     * Coins of the price that go back, rounded down: for the time that is left, or for the free minutes that are, where that is
     * less. Else whoever used them on the first day could have the month's price back, and begin again.
     *
     * @param allowanceLeftMinor of its free minutes' coins, those that are free
     */
    long unusedMinor(Instant now, long allowanceLeftMinor) {
        long wholeMs = endsAt.toEpochMilli() - startsAt.toEpochMilli();
        long leftMs = Math.clamp(endsAt.toEpochMilli() - now.toEpochMilli(), 0, wholeMs);
        long ofTime = part(priceMinor, leftMs, wholeMs);
        long allowance = plan.allowance().amountMinor();
        return allowance == 0 ? ofTime : Math.min(ofTime, part(priceMinor, allowanceLeftMinor, allowance));
    }

    private static long part(long amount, long part, long whole) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    /** The same where it ends at that moment, unless it has ended before. */
    PaidMonth endedAt(Instant now) {
        Instant end = now.isBefore(endsAt) ? now : endsAt;
        return new PaidMonth(monthId, subscriptionId, number, plan, split, priceMinor, startsAt, end);
    }
}
