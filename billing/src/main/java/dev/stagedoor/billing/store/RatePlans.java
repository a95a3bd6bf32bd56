package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;

import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.PeakWindow;
import dev.stagedoor.billing.pricing.PricingTerms;
import dev.stagedoor.billing.pricing.RatePlan;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Versions of rate plans: immutable, found again by their content. */
final class RatePlans {
    private RatePlans() {}

    /** The version with exactly these terms; made when they are new. */
    static long version(DSLContext sql, Increment increment, RatePlan plan, PricingTerms pricing, SplitTerms split) {
        String windows = pricing.peakWindows().stream().map(RatePlans::describe).collect(Collectors.joining("; "));
        String digest = plan + "|" + pricing.minimumUnits() + "|" + split + "|" + windows;
        sql.insertInto(RATE_PLAN_VERSION)
                .set(RATE_PLAN_VERSION.PLAN, increment.name())
                .set(RATE_PLAN_VERSION.DIGEST, digest)
                .set(RATE_PLAN_VERSION.RATE_UNIT_MS, plan.rateUnitMs())
                .set(RATE_PLAN_VERSION.INITIAL_BLOCK_MS, plan.initialBlockMs())
                .set(RATE_PLAN_VERSION.INCREMENT_MS, plan.incrementMs())
                .set(RATE_PLAN_VERSION.CONNECT_FEE_MINOR, plan.connectFeeMinor())
                .set(RATE_PLAN_VERSION.MINIMUM_UNITS, pricing.minimumUnits())
                .set(RATE_PLAN_VERSION.PEAK_WINDOWS, windows)
                .set(RATE_PLAN_VERSION.PAYOUT_ASSET, split.payoutAsset().name())
                .set(RATE_PLAN_VERSION.NOMINAL_MINOR_PER_COIN, split.nominalMinorPerCoin())
                .set(RATE_PLAN_VERSION.PERFORMER_BASIS_POINTS, split.performerBasisPoints())
                .set(RATE_PLAN_VERSION.AGENCY_BASIS_POINTS, split.agencyBasisPoints())
                .onConflictDoNothing()
                .execute();
        return sql.select(RATE_PLAN_VERSION.ID)
                .from(RATE_PLAN_VERSION)
                .where(RATE_PLAN_VERSION.PLAN.eq(increment.name()))
                .and(RATE_PLAN_VERSION.DIGEST.eq(digest))
                .fetchSingle()
                .value1();
    }

    private static String describe(PeakWindow window) {
        return window.from() + "-" + window.to() + " " + window.zone() + " x" + window.multiplierBasisPoints() + " bp";
    }
}
