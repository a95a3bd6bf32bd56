package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.HOLD;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.SessionState;
import dev.stagedoor.billing.pricing.Charge;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.RatePlan;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Rows of sessions and what they mean. */
final class SessionRows {
    private SessionRows() {}

    static @Nullable SessionSnapshot find(DSLContext sql, UUID callId) {
        return sql.select(
                        METERED_SESSION.asterisk(),
                        RATE_PLAN_VERSION.asterisk(),
                        HOLD.AMOUNT,
                        SESSION_FENCE.NODE_ID,
                        SESSION_FENCE.LEASE_EPOCH)
                .from(METERED_SESSION)
                .join(RATE_PLAN_VERSION)
                .on(RATE_PLAN_VERSION.ID.eq(METERED_SESSION.PLAN_ID))
                .join(SESSION_FENCE)
                .on(SESSION_FENCE.SESSION_ID.eq(METERED_SESSION.ID))
                .join(HOLD)
                .on(HOLD.SESSION_ID.eq(METERED_SESSION.ID))
                .where(METERED_SESSION.ID.eq(callId))
                .fetchOne(SessionRows::snapshot);
    }

    private static SessionSnapshot snapshot(Record row) {
        return new SessionSnapshot(
                row.get(METERED_SESSION.ID),
                row.get(METERED_SESSION.VIEWER_ID),
                row.get(METERED_SESSION.PERFORMER_ID),
                CallKind.valueOf(row.get(METERED_SESSION.KIND)),
                Increment.valueOf(row.get(RATE_PLAN_VERSION.PLAN)),
                new Charge(plan(row), row.get(METERED_SESSION.RATE_MINOR)),
                split(row),
                SessionState.valueOf(row.get(METERED_SESSION.STATE)),
                row.get(METERED_SESSION.BILLABLE_MS),
                row.get(METERED_SESSION.CAPTURED_MINOR),
                row.get(HOLD.AMOUNT),
                row.get(METERED_SESSION.TICK_NO),
                row.get(METERED_SESSION.EXTENSION_NO),
                new SessionFence(row.get(SESSION_FENCE.NODE_ID), row.get(SESSION_FENCE.LEASE_EPOCH)));
    }

    static RatePlan plan(Record row) {
        return new RatePlan(
                row.get(RATE_PLAN_VERSION.RATE_UNIT_MS),
                row.get(RATE_PLAN_VERSION.INITIAL_BLOCK_MS),
                row.get(RATE_PLAN_VERSION.INCREMENT_MS),
                row.get(RATE_PLAN_VERSION.CONNECT_FEE_MINOR));
    }

    private static SplitTerms split(Record row) {
        return new SplitTerms(
                Asset.valueOf(row.get(RATE_PLAN_VERSION.PAYOUT_ASSET)),
                row.get(RATE_PLAN_VERSION.NOMINAL_MINOR_PER_COIN),
                row.get(RATE_PLAN_VERSION.PERFORMER_BASIS_POINTS),
                row.get(RATE_PLAN_VERSION.AGENCY_BASIS_POINTS));
    }

    static @Nullable Receipt receipt(DSLContext sql, UUID callId) {
        return sql.select()
                .from(SESSION_RECEIPT)
                .join(METERED_SESSION)
                .on(METERED_SESSION.ID.eq(SESSION_RECEIPT.SESSION_ID))
                .join(RATE_PLAN_VERSION)
                .on(RATE_PLAN_VERSION.ID.eq(METERED_SESSION.PLAN_ID))
                .where(SESSION_RECEIPT.SESSION_ID.eq(callId))
                .fetchOne(SessionRows::receipt);
    }

    private static Receipt receipt(Record row) {
        return new Receipt(
                row.get(SESSION_RECEIPT.SESSION_ID),
                row.get(SESSION_RECEIPT.VIEWER_ID),
                row.get(SESSION_RECEIPT.PERFORMER_ID),
                CallKind.valueOf(row.get(METERED_SESSION.KIND)),
                Increment.valueOf(row.get(RATE_PLAN_VERSION.PLAN)),
                Money.coins(row.get(METERED_SESSION.RATE_MINOR)),
                row.get(SESSION_RECEIPT.DELIVERED_MS),
                row.get(SESSION_RECEIPT.CHARGED_MS),
                Money.coins(row.get(SESSION_RECEIPT.CHARGED_MINOR)),
                Money.coins(row.get(SESSION_RECEIPT.TIPS_MINOR)),
                new Money(row.get(SESSION_RECEIPT.EARNED_MINOR), Asset.valueOf(row.get(SESSION_RECEIPT.EARNED_ASSET))),
                EndReason.valueOf(row.get(SESSION_RECEIPT.REASON)),
                row.get(SESSION_RECEIPT.FAULT),
                instant(row.get(SESSION_RECEIPT.STARTED_AT)),
                row.get(SESSION_RECEIPT.ENDED_AT).toInstant());
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
