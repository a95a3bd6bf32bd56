package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.PeakWindow;
import dev.stagedoor.billing.pricing.Product;
import dev.stagedoor.billing.pricing.RatePlan;
import dev.stagedoor.billing.pricing.SessionTerms;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Versions of rate plans: immutable, found again by their content. */
final class RatePlans {
    private RatePlans() {}

    /** The version with exactly these terms; made when they are new. */
    static long version(DSLContext sql, SessionTerms terms, List<PeakWindow> peakWindows, SplitTerms split) {
        String windows = peakWindows.stream().map(RatePlans::describe).collect(Collectors.joining("; "));
        String digest = terms + "|" + split + "|" + windows;
        RatePlan plan = terms.plan();
        sql.insertInto(RATE_PLAN_VERSION)
                .set(RATE_PLAN_VERSION.PLAN, terms.increment().name())
                .set(RATE_PLAN_VERSION.PRODUCT, terms.product().name())
                .set(RATE_PLAN_VERSION.DIGEST, digest)
                .set(RATE_PLAN_VERSION.RATE_UNIT_MS, plan.rateUnitMs())
                .set(RATE_PLAN_VERSION.INITIAL_BLOCK_MS, plan.initialBlockMs())
                .set(RATE_PLAN_VERSION.INCREMENT_MS, plan.incrementMs())
                .set(RATE_PLAN_VERSION.CONNECT_FEE_MINOR, plan.connectFeeMinor())
                .set(RATE_PLAN_VERSION.FREE_FIRST_MS, plan.freeFirstMs())
                .set(RATE_PLAN_VERSION.FREE_BELOW_MS, plan.freeBelowMs())
                .set(RATE_PLAN_VERSION.MINIMUM_UNITS, terms.minimumUnits())
                .set(RATE_PLAN_VERSION.MAXIMUM_MS, terms.maximumMs())
                .set(RATE_PLAN_VERSION.HOLD_TTL_MS, terms.holdTtlMs())
                .set(RATE_PLAN_VERSION.PEAK_WINDOWS, windows)
                .set(RATE_PLAN_VERSION.PAYOUT_ASSET, split.payoutAsset().name())
                .set(RATE_PLAN_VERSION.NOMINAL_MINOR_PER_COIN, split.nominalMinorPerCoin())
                .set(RATE_PLAN_VERSION.PERFORMER_BASIS_POINTS, split.performerBasisPoints())
                .set(RATE_PLAN_VERSION.AGENCY_BASIS_POINTS, AgencyColumns.basisPoints(split))
                .set(RATE_PLAN_VERSION.AGENCY_ID, AgencyColumns.id(split))
                .onConflictDoNothing()
                .execute();
        return sql.select(RATE_PLAN_VERSION.ID)
                .from(RATE_PLAN_VERSION)
                .where(RATE_PLAN_VERSION.PLAN.eq(terms.increment().name()))
                .and(RATE_PLAN_VERSION.DIGEST.eq(digest))
                .fetchSingle()
                .value1();
    }

    static SessionTerms terms(Record row) {
        return new SessionTerms(
                Product.valueOf(row.get(RATE_PLAN_VERSION.PRODUCT)),
                Increment.valueOf(row.get(RATE_PLAN_VERSION.PLAN)),
                new RatePlan(
                        row.get(RATE_PLAN_VERSION.RATE_UNIT_MS),
                        row.get(RATE_PLAN_VERSION.INITIAL_BLOCK_MS),
                        row.get(RATE_PLAN_VERSION.INCREMENT_MS),
                        row.get(RATE_PLAN_VERSION.CONNECT_FEE_MINOR),
                        row.get(RATE_PLAN_VERSION.FREE_FIRST_MS),
                        row.get(RATE_PLAN_VERSION.FREE_BELOW_MS)),
                row.get(RATE_PLAN_VERSION.MINIMUM_UNITS),
                row.get(RATE_PLAN_VERSION.MAXIMUM_MS),
                row.get(RATE_PLAN_VERSION.HOLD_TTL_MS));
    }

    static SplitTerms split(Record row) {
        return new SplitTerms(
                Asset.valueOf(row.get(RATE_PLAN_VERSION.PAYOUT_ASSET)),
                row.get(RATE_PLAN_VERSION.NOMINAL_MINOR_PER_COIN),
                row.get(RATE_PLAN_VERSION.PERFORMER_BASIS_POINTS),
                AgencyColumns.share(
                        row.get(RATE_PLAN_VERSION.AGENCY_ID), row.get(RATE_PLAN_VERSION.AGENCY_BASIS_POINTS)));
    }

    private static String describe(PeakWindow window) {
        return window.from() + "-" + window.to() + " " + window.zone() + " x" + window.multiplierBasisPoints() + " bp";
    }
}
