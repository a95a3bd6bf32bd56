package dev.stagedoor.billing.subscriptions;

import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.SplitTerms;
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

    /** Coins for the time that is left, rounded down. */
    long unusedMinor(Instant now) {
        long wholeMs = endsAt.toEpochMilli() - startsAt.toEpochMilli();
        long leftMs = Math.clamp(endsAt.toEpochMilli() - now.toEpochMilli(), 0, wholeMs);
        return Math.multiplyExact(priceMinor, leftMs) / wholeMs;
    }
}
