package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.CALL_DISPUTE;
import static dev.stagedoor.billing.store.jooq.Tables.CHARGEBACK;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.REFUND_REQUEST;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;

import dev.stagedoor.billing.disputes.CallDispute;
import dev.stagedoor.billing.disputes.CaseAnswer;
import dev.stagedoor.billing.disputes.Chargeback;
import dev.stagedoor.billing.disputes.ClaimState;
import dev.stagedoor.billing.disputes.RefundRequest;
import dev.stagedoor.billing.disputes.TakenBack;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.payments.RefundState;
import dev.stagedoor.billing.store.jooq.tables.records.ChargebackRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Claims as lists, newest first. */
final class ClaimPages {
    private ClaimPages() {}

    static Page<RefundRequest> refunds(
            DSLContext sql, @Nullable ClaimState state, @Nullable UUID userId, Cursor after, int limit) {
        Condition wanted = state == null ? DSL.noCondition() : REFUND_REQUEST.STATE.eq(state.name());
        List<RefundRequest> found = sql.select()
                .from(REFUND_REQUEST)
                .join(PAYMENT_ORDER)
                .on(PAYMENT_ORDER.ID.eq(REFUND_REQUEST.ORDER_ID))
                .where(wanted)
                .and(userId == null ? DSL.noCondition() : REFUND_REQUEST.USER_ID.eq(userId))
                .and(DSL.row(REFUND_REQUEST.REQUESTED_AT, REFUND_REQUEST.ID).lt(after.at(), after.id()))
                .orderBy(REFUND_REQUEST.REQUESTED_AT.desc(), REFUND_REQUEST.ID.desc())
                .limit(limit + 1)
                .fetch(row -> {
                    Asset asset = Asset.valueOf(row.get(PAYMENT_ORDER.PRICE_ASSET));
                    return new RefundRequest(
                            row.get(REFUND_REQUEST.ID),
                            row.get(REFUND_REQUEST.ORDER_ID),
                            row.get(REFUND_REQUEST.USER_ID),
                            row.get(REFUND_REQUEST.REASON),
                            ClaimState.valueOf(row.get(REFUND_REQUEST.STATE)),
                            row.get(REFUND_REQUEST.REQUESTED_AT).toInstant(),
                            new Money(row.get(PAYMENT_ORDER.PRICE_MINOR), asset),
                            new Money(row.get(REFUND_REQUEST.RETURNED_MINOR), asset),
                            Money.coins(row.get(REFUND_REQUEST.COINS)),
                            row.get(REFUND_REQUEST.DECISION_REASON),
                            row.get(REFUND_REQUEST.TRANSFER_ID),
                            row.get(PAYMENT_ORDER.PROVIDER),
                            RefundState.valueOf(row.get(REFUND_REQUEST.PROVIDER_STATE)));
                });
        return page(found, limit, RefundRequest::requestedAt, RefundRequest::id);
    }

    static Page<CallDispute> disputes(DSLContext sql, @Nullable ClaimState state, Cursor after, int limit) {
        List<CallDispute> found = sql.select()
                .from(CALL_DISPUTE)
                .join(SESSION_RECEIPT)
                .on(SESSION_RECEIPT.SESSION_ID.eq(CALL_DISPUTE.SESSION_ID))
                .where(state == null ? DSL.noCondition() : CALL_DISPUTE.STATE.eq(state.name()))
                .and(DSL.row(CALL_DISPUTE.OPENED_AT, CALL_DISPUTE.ID).lt(after.at(), after.id()))
                .orderBy(CALL_DISPUTE.OPENED_AT.desc(), CALL_DISPUTE.ID.desc())
                .limit(limit + 1)
                .fetch(ClaimPages::dispute);
        return page(found, limit, CallDispute::openedAt, CallDispute::id);
    }

    /** Of a row of the complaint and the receipt that it is about. */
    static CallDispute dispute(Record row) {
        return new CallDispute(
                row.get(CALL_DISPUTE.ID),
                row.get(CALL_DISPUTE.SESSION_ID),
                row.get(CALL_DISPUTE.USER_ID),
                row.get(CALL_DISPUTE.PERFORMER_ID),
                row.get(CALL_DISPUTE.REASON),
                ClaimState.valueOf(row.get(CALL_DISPUTE.STATE)),
                row.get(CALL_DISPUTE.OPENED_AT).toInstant(),
                Money.coins(row.get(SESSION_RECEIPT.CHARGED_MINOR)),
                Money.coins(row.get(CALL_DISPUTE.COINS)),
                new Money(row.get(CALL_DISPUTE.BORNE_MINOR), Asset.valueOf(row.get(SESSION_RECEIPT.EARNED_ASSET))),
                row.get(CALL_DISPUTE.DECISION_REASON),
                row.get(CALL_DISPUTE.TRANSFER_ID));
    }

    /** What a performer's own accounts lost by the complaint about a call; null unless that is settled and theirs. */
    static @Nullable TakenBack takenBack(DSLContext sql, UUID performerId, UUID callId) {
        Field<BigDecimal> lost = DSL.field(DSL.select(DSL.coalesce(DSL.sum(ENTRY.AMOUNT.neg()), BigDecimal.ZERO))
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .where(ENTRY.TRANSFER_ID.eq(CALL_DISPUTE.TRANSFER_ID))
                .and(ACCOUNT.KIND.in(AccountKind.CREATOR_PENDING.kind(), AccountKind.CREATOR_AVAILABLE.kind())));
        return sql.select(SESSION_RECEIPT.EARNED_ASSET, lost, CALL_DISPUTE.DECIDED_AT)
                .from(SESSION_RECEIPT)
                .leftJoin(CALL_DISPUTE)
                .on(CALL_DISPUTE.SESSION_ID.eq(SESSION_RECEIPT.SESSION_ID))
                .where(SESSION_RECEIPT.SESSION_ID.eq(callId))
                .and(SESSION_RECEIPT.PERFORMER_ID.eq(performerId))
                .fetchOne(row -> {
                    Money amount = new Money(row.value2().longValueExact(), Asset.valueOf(row.value1()));
                    return new TakenBack(
                            amount,
                            amount.amountMinor() == 0 ? null : row.value3().toInstant());
                });
    }

    static Page<Chargeback> chargebacks(DSLContext sql, Cursor after, int limit) {
        var rows = sql.selectFrom(CHARGEBACK)
                .where(DSL.row(CHARGEBACK.OPENED_AT, CHARGEBACK.ID).lt(after.at(), after.id()))
                .orderBy(CHARGEBACK.OPENED_AT.desc(), CHARGEBACK.ID.desc())
                .limit(limit + 1)
                .fetch();
        Map<UUID, CaseAnswer> answers = AnswerRows.newestOf(sql, rows.getValues(CHARGEBACK.ID));
        return page(rows.map(row -> chargeback(row, answers)), limit, Chargeback::openedAt, Chargeback::id);
    }

    static Chargeback chargeback(ChargebackRecord row, Map<UUID, CaseAnswer> answers) {
        Asset asset = Asset.valueOf(row.getAsset());
        return new Chargeback(
                row.getId(),
                row.getProvider(),
                row.getDisputeRef(),
                row.getOrderId(),
                row.getUserId(),
                Chargeback.Stage.valueOf(row.getStage()),
                new Money(row.getDisputedMinor(), asset),
                new Money(row.getFeeMinor() - row.getFeeReturnedMinor(), asset),
                Money.coins(row.getCoins()),
                new Money(row.getClawedMinor(), asset),
                new Money(row.getDebtMinor(), asset),
                new Money(row.getLossMinor(), asset),
                row.getOpenedAt().toInstant(),
                Instants.instant(row.getRespondBy()),
                row.getUnderReview(),
                answers.get(row.getId()));
    }

    private static <T> Page<T> page(List<T> found, int limit, Function<T, Instant> at, Function<T, UUID> id) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        T last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new Cursor(Instants.utc(at.apply(last)), id.apply(last)).text());
    }
}
