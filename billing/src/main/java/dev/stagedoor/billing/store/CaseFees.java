package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.CHARGEBACK;

import dev.stagedoor.billing.payments.ProviderEvent;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Fees for the cases of an order. Their news and a settlement tell of the same money, in any order, so each books what the other
 * has left. To be read under the order's lock.
 */
final class CaseFees {
    private static final String BY_NEWS = """
            select coalesce(sum(abs(billing.owed_by_provider(t.id))), 0)::bigint
              from billing.chargeback c join billing.transfer t
                on t.idem_scope = 'cb' and t.idem_key = 'cb:' || c.provider || ':' || c.dispute_ref || ?
             where c.order_id = ?""";

    private static final String BY_SETTLEMENTS = """
            select coalesce(sum(l.fee_booked_minor), 0)::bigint, coalesce(sum(l.fee_minor), 0)::bigint
              from billing.settlement_line l join billing.payment_order o
                on o.provider = l.provider and o.payment_ref = l.payment_ref
             where o.id = ? and l.kind in ('CHARGEBACK', 'CHARGEBACK_REVERSED') and sign(l.fee_minor) = ?""";

    private CaseFees() {}

    /** What news of a case still has to book of its fee. */
    static long openOf(DSLContext sql, UUID orderId, ProviderEvent.Dispute dispute) {
        return open(sql, orderId, dispute.reference(), dispute.feeMinor(), CHARGEBACK.FEE_MINOR, 1);
    }

    /** What it still has to book of the fee that came back. */
    static long openBackOf(DSLContext sql, UUID orderId, ProviderEvent.Dispute dispute, long backMinor) {
        return open(sql, orderId, dispute.reference(), backMinor, CHARGEBACK.FEE_RETURNED_MINOR, -1);
    }

    private static long open(
            DSLContext sql, UUID orderId, String reference, long saidMinor, Field<Long> ofOthers, int sign) {
        long others = sql.select(DSL.coalesce(DSL.sum(ofOthers), 0).cast(Long.class))
                .from(CHARGEBACK)
                .where(CHARGEBACK.ORDER_ID.eq(orderId))
                .and(CHARGEBACK.DISPUTE_REF.ne(reference))
                .fetchSingle()
                .value1();
        long settled = Math.multiplyExact(
                sql.fetchSingle(BY_SETTLEMENTS, orderId, sign).get(0, Long.class), sign);
        return Math.clamp(others + saidMinor - byNews(sql, orderId, sign) - settled, 0, saidMinor);
    }

    /** What a settlement's line has to book of its fee so that all that settlements say of the order's cases is booked. */
    static long openOf(DSLContext sql, UUID orderId, long feeMinor) {
        int sign = Long.signum(feeMinor);
        if (sign == 0) {
            return 0;
        }
        var settled = sql.fetchSingle(BY_SETTLEMENTS, orderId, sign);
        long said = Math.addExact(settled.get(1, Long.class), feeMinor);
        return said - settled.get(0, Long.class) - sign * byNews(sql, orderId, sign);
    }

    private static long byNews(DSLContext sql, UUID orderId, int sign) {
        return sql.fetchSingle(BY_NEWS, sign > 0 ? ":fee" : ":fee-back", orderId)
                .get(0, Long.class);
    }
}
