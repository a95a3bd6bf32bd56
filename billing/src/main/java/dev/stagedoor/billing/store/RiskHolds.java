package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT_STEP;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.NewPayout;
import dev.stagedoor.billing.payouts.Payout;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.risk.RiskCounts;
import dev.stagedoor.billing.risk.RiskTerms;
import dev.stagedoor.billing.risk.Suspicion;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Payouts that wait for a decision on a flag. */
final class RiskHolds {
    private static final Logger LOG = LoggerFactory.getLogger(RiskHolds.class);
    private static final String ACTOR = "risk";
    private static final String REASON = "Something unusual is being looked at first.";

    /** What is paid out so soon after it could be, is paid out at once. */
    private static final Duration AT_ONCE = Duration.ofDays(2);

    private final RiskTerms terms;
    private final Supplier<EarningsTerms> earnings;
    private final Supplier<UUID> ids;
    private final RiskCounts counts;

    RiskHolds(RiskTerms terms, Supplier<EarningsTerms> earnings, Supplier<UUID> ids, RiskCounts counts) {
        this.terms = terms;
        this.earnings = earnings;
        this.ids = ids;
        this.counts = counts;
    }

    /**
     * Holds a payout that was just asked for if a flag is open, or if it is one itself; the payee is locked. Returns it as it is
     * then.
     */
    Payout look(Transaction transaction, PayoutRows rows, NewPayout order, Payout payout, long availableMinor) {
        DSLContext sql = transaction.sql();
        Suspicion found = quickCashOut(sql, order, payout, availableMinor);
        if (found != null && RiskRows.raise(sql, found, ids.get(), order.at())) {
            LOG.warn(
                    "Looks like fraud: {} of {}. Decide on it in the console, under Risk.",
                    found.kind(),
                    order.payeeId());
            counts.raised(found.kind());
        }
        return RiskRows.isFlagged(sql, order.payeeId())
                ? hold(transaction, rows, requireRow(rows, sql, payout.id()), order.at())
                : payout;
    }

    private @Nullable Suspicion quickCashOut(DSLContext sql, NewPayout order, Payout payout, long availableMinor) {
        Duration matures = Duration.ofDays(earnings.get().maturityDays());
        Instant since = order.at().minus(matures).minus(AT_ONCE);
        long percent = Math.multiplyExact(payout.grossMinor(), 100) / availableMinor;
        return new RiskScans(sql, terms, order.at()).quickCashOut(order.payeeId(), percent, since);
    }

    private static PayoutRecord requireRow(PayoutRows rows, DSLContext sql, UUID payoutId) {
        return Objects.requireNonNull(rows.lock(sql, payoutId), "it was just written");
    }

    /** A payout that was not sent yet. */
    static Payout hold(Transaction transaction, PayoutRows rows, PayoutRecord row, Instant now) {
        return rows.move(transaction, row, PayoutState.HELD, ACTOR, REASON, now);
    }

    /**
     * Lets go on what was held for flags only, of payees that are locked; how many. What is so large that a person decides
     * anyway stays for that person.
     */
    static int release(
            Transaction transaction, PayoutRows rows, UUID[] payees, Asset asset, long approveAboveMinor, Instant now) {
        DSLContext sql = transaction.sql();
        var newer = PAYOUT_STEP.as("newer");
        int released = 0;
        for (PayoutRecord row : sql.selectFrom(PAYOUT)
                .where(PAYOUT.PAYEE_ID.eq(DSL.any(payees)))
                .and(PAYOUT.STATE.eq(PayoutState.HELD.name()))
                .and(PAYOUT.ASSET.eq(asset.name()))
                .and(PAYOUT.GROSS_MINOR.le(approveAboveMinor))
                .andExists(DSL.selectOne()
                        .from(PAYOUT_STEP)
                        .where(PAYOUT_STEP.PAYOUT_ID.eq(PAYOUT.ID))
                        .and(PAYOUT_STEP.ACTOR.eq(ACTOR))
                        .andNotExists(DSL.selectOne()
                                .from(newer)
                                .where(newer.PAYOUT_ID.eq(PAYOUT.ID))
                                .and(newer.ID.gt(PAYOUT_STEP.ID))))
                .orderBy(PAYOUT.ID)
                .forUpdate()
                .fetch()) {
            if (!RiskRows.isFlagged(sql, row.getPayeeId())) {
                rows.move(transaction, row, PayoutState.APPROVED, ACTOR, "It was nothing.", now);
                released++;
            }
        }
        return released;
    }
}
