package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.tax.TaxRule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Earnings and payouts, read only; every method is one snapshot. */
public interface PayoutBrowser {
    /**
     * A payee's money.
     *
     * @param inForce what holds for earnings that were not sorted into days yet
     */
    EarningsSummary summary(UUID payeeId, boolean agency, EarningsTerms inForce, Instant now);

    /** Payouts, newest first; null does not filter. */
    Page<Payout> payouts(@Nullable UUID payeeId, @Nullable PayoutState state, @Nullable String cursor, int limit);

    /** One payout with what happened to it, null if there is none. */
    @Nullable
    History history(UUID payoutId);

    /** Payees who have named a bank account or been looked at, those who wait for a review first. */
    List<PayeeRow> payees(int limit);

    /** Whether somebody has verified who this is, and no other bank account was named since. */
    boolean isVerified(UUID payeeId);

    /** Every tax rule, and which preset the site uses. */
    Rules rules(Instant now);

    /** A payout and its steps in order. */
    record History(Payout payout, List<Step> steps) {
        public History {
            steps = List.copyOf(steps);
        }
    }

    /** @param actor who moved it there */
    record Step(PayoutState state, String actor, String reason, Instant at) {}

    /**
     * A payee as a reviewer sees one.
     *
     * @param review the newest, null if nobody has looked
     * @param destinationChanged whether the bank account is newer than the review
     * @param frozenReason empty if payouts are not stopped
     */
    record PayeeRow(
            UUID payeeId,
            @Nullable ShownDestination destination,
            @Nullable PayeeReview review,
            boolean verified,
            boolean destinationChanged,
            boolean frozen,
            String frozenReason,
            long availableMinor) {
        /** Whether somebody should look at the papers: there is a bank account that nobody has looked at. */
        public boolean waits() {
            return destination != null && (review == null || destinationChanged);
        }
    }

    /**
     * Tax rules.
     *
     * @param inForce the one that is applied now, null if the preset has none for today
     */
    record Rules(String preset, @Nullable TaxRule inForce, List<TaxRule> all) {
        public Rules {
            all = List.copyOf(all);
        }
    }
}
