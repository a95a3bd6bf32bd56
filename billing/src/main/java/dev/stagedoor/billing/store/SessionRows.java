package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.HOLD;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_PART;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.Deal;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.SessionState;
import dev.stagedoor.billing.pricing.SessionTerms;
import dev.stagedoor.billing.store.jooq.tables.records.SessionPartRecord;
import java.util.ArrayList;
import java.util.List;
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
                .fetchOne(row -> snapshot(row, parts(sql, row)));
    }

    private static SessionSnapshot snapshot(Record row, List<SessionPartRecord> parts) {
        return new SessionSnapshot(
                row.get(METERED_SESSION.ID),
                row.get(METERED_SESSION.VIEWER_ID),
                row.get(METERED_SESSION.PERFORMER_ID),
                row.get(METERED_SESSION.SHOW_ID),
                deal(row, parts),
                SessionState.valueOf(row.get(METERED_SESSION.STATE)),
                row.get(METERED_SESSION.BILLABLE_MS),
                row.get(METERED_SESSION.CAPTURED_MINOR),
                row.get(HOLD.AMOUNT),
                new SessionSnapshot.Step(
                        row.get(METERED_SESSION.TICK_NO),
                        row.get(METERED_SESSION.EXTENSION_NO),
                        row.get(METERED_SESSION.PART_NO)),
                new SessionFence(row.get(SESSION_FENCE.NODE_ID), row.get(SESSION_FENCE.LEASE_EPOCH)));
    }

    private static Deal deal(Record row, List<SessionPartRecord> parts) {
        SessionTerms terms = RatePlans.terms(row);
        Deal deal = new Deal(
                terms.product(),
                CallKind.valueOf(row.get(METERED_SESSION.KIND)),
                terms.increment(),
                terms.plan().at(row.get(METERED_SESSION.RATE_MINOR)),
                row.get(METERED_SESSION.OTHER_MINOR),
                RatePlans.split(row),
                terms.maximumMs());
        for (SessionPartRecord part : parts) {
            deal = deal.switchedAt(part.getFromMs());
        }
        return deal;
    }

    /** Parts after the first, in order; most sessions have none and are not asked. */
    private static List<SessionPartRecord> parts(DSLContext sql, Record session) {
        if (session.get(METERED_SESSION.PART_NO) == 0) {
            return List.of();
        }
        return sql.selectFrom(SESSION_PART)
                .where(SESSION_PART.SESSION_ID.eq(session.get(METERED_SESSION.ID)))
                .orderBy(SESSION_PART.PART_NO)
                .fetch();
    }

    static @Nullable Receipt receipt(DSLContext sql, UUID callId) {
        return sql.select()
                .from(SESSION_RECEIPT)
                .join(METERED_SESSION)
                .on(METERED_SESSION.ID.eq(SESSION_RECEIPT.SESSION_ID))
                .join(RATE_PLAN_VERSION)
                .on(RATE_PLAN_VERSION.ID.eq(METERED_SESSION.PLAN_ID))
                .where(SESSION_RECEIPT.SESSION_ID.eq(callId))
                .fetchOne(row -> receipt(row, parts(sql, row)));
    }

    private static Receipt receipt(Record row, List<SessionPartRecord> parts) {
        SessionTerms terms = RatePlans.terms(row);
        return new Receipt(
                row.get(SESSION_RECEIPT.SESSION_ID),
                row.get(SESSION_RECEIPT.VIEWER_ID),
                row.get(SESSION_RECEIPT.PERFORMER_ID),
                terms.product(),
                CallKind.valueOf(row.get(METERED_SESSION.KIND)),
                terms.increment(),
                Money.coins(row.get(METERED_SESSION.RATE_MINOR)),
                receiptParts(row, parts),
                row.get(SESSION_RECEIPT.DELIVERED_MS),
                row.get(SESSION_RECEIPT.CHARGED_MS),
                Money.coins(row.get(SESSION_RECEIPT.CHARGED_MINOR)),
                Money.coins(row.get(SESSION_RECEIPT.TIPS_MINOR)),
                new Money(row.get(SESSION_RECEIPT.EARNED_MINOR), Asset.valueOf(row.get(SESSION_RECEIPT.EARNED_ASSET))),
                EndReason.valueOf(row.get(SESSION_RECEIPT.REASON)),
                row.get(SESSION_RECEIPT.FAULT),
                Instants.instant(row.get(SESSION_RECEIPT.STARTED_AT)),
                row.get(SESSION_RECEIPT.ENDED_AT).toInstant());
    }

    /** Each switch ends a part at the coins that were charged by then; after a fault less than that may have come of it. */
    private static List<Receipt.Part> receiptParts(Record row, List<SessionPartRecord> switches) {
        long chargedMinor = row.get(SESSION_RECEIPT.CHARGED_MINOR);
        CallKind kind = CallKind.valueOf(row.get(METERED_SESSION.KIND));
        long rateMinor = row.get(METERED_SESSION.RATE_MINOR);
        long fromMs = 0;
        long beforeMinor = 0;
        List<Receipt.Part> parts = new ArrayList<>();
        for (SessionPartRecord next : switches) {
            long untilMinor = Math.min(next.getChargedBeforeMinor(), chargedMinor);
            parts.add(new Receipt.Part(
                    kind, Money.coins(rateMinor), next.getFromMs() - fromMs, Money.coins(untilMinor - beforeMinor)));
            kind = CallKind.valueOf(next.getKind());
            rateMinor = next.getRateMinor();
            fromMs = next.getFromMs();
            beforeMinor = untilMinor;
        }
        parts.add(new Receipt.Part(
                kind,
                Money.coins(rateMinor),
                row.get(SESSION_RECEIPT.DELIVERED_MS) - fromMs,
                Money.coins(chargedMinor - beforeMinor)));
        return parts;
    }
}
