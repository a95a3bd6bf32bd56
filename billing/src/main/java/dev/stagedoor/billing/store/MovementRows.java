package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BOOKING;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.GIFT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;
import static dev.stagedoor.billing.store.jooq.Tables.TIP;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.payments.OrderState;
import dev.stagedoor.billing.wallet.Movement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The lists that a wallet's history is merged from, each newest first and no longer than a page. */
final class MovementRows {
    private static final String CALL = "CALL";
    private static final String BOOKING_FEE = "BOOKING_FEE";
    /** What has a session to remember its coins by, and is no step of a call. */
    private static final List<String> OUTSIDE_CALLS = Stream.of(
                    TransferCode.TIP,
                    TransferCode.GIFT,
                    TransferCode.TICKET_BUY,
                    TransferCode.TICKET_CANCEL,
                    TransferCode.SUBSCRIBE,
                    TransferCode.ALLOWANCE,
                    TransferCode.SUBSCRIPTION_REFUND)
            .map(TransferCode::name)
            .toList();

    private final DSLContext sql;
    private final UUID userId;
    private final int limit;

    MovementRows(DSLContext sql, UUID userId, int limit) {
        this.sql = sql;
        this.userId = userId;
        this.limit = limit;
    }

    /** A line, and how a page that ends with it goes on. */
    record Row(Movement movement, Position position) {}

    /** Where a list was left. */
    @FunctionalInterface
    interface Position {
        MovementCursor from(MovementCursor before);
    }

    /** What happened to the wallet outside of calls, in the order of its account's versions. */
    List<Row> transfers(Movement.Filter filter, long before) {
        Condition wanted = switch (filter) {
            case ALL -> DSL.noCondition();
            case BOUGHT -> ENTRY.AMOUNT.gt(0L);
            case SPENT -> ENTRY.AMOUNT.lt(0L);
        };
        Field<UUID> call =
                DSL.when(TRANSFER.CODE.in(TransferCode.TIP.name(), TransferCode.GIFT.name()), TRANSFER.SESSION_ID);
        // What is for the performer alone is in the performer's list of tips.
        Field<String> words = DSL.when(TIP.PRIVATE_MESSAGE.isFalse(), TIP.MESSAGE);
        Field<String> note = DSL.coalesce(DSL.nullif(TRANSFER.MEMO, ""), words, DSL.val(""));
        return sql.select(
                        ENTRY.ACCOUNT_VERSION,
                        TRANSFER.REF,
                        TRANSFER.CODE,
                        ENTRY.AMOUNT,
                        TRANSFER.CREATED_AT,
                        call,
                        TIP.PERFORMER_ID,
                        note,
                        GIFT.ITEM,
                        GIFT.NAME,
                        GIFT.QUANTITY,
                        TIP.PRIVATE_MESSAGE,
                        PAYMENT_ORDER.STATE)
                .from(ENTRY)
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .leftJoin(TIP)
                .on(TIP.TRANSFER_ID.eq(TRANSFER.ID))
                .leftJoin(GIFT)
                .on(GIFT.TIP_ID.eq(TIP.ID))
                .leftJoin(PAYMENT_ORDER)
                .on(PAYMENT_ORDER.ID.eq(TRANSFER.REF).and(TRANSFER.CODE.eq(TransferCode.PURCHASE.name())))
                .where(ENTRY.ACCOUNT_ID.eq(Balances.wallet(DSL.val(userId))))
                .and(ENTRY.ACCOUNT_VERSION.lt(before))
                .and(wanted)
                .and(TRANSFER.SESSION_ID
                        .isNull()
                        .or(TRANSFER.CODE.in(OUTSIDE_CALLS))
                        .or(TRANSFER.IDEM_SCOPE.eq(CallRefundWriter.SCOPE)))
                .orderBy(ENTRY.ACCOUNT_VERSION.desc())
                .limit(limit)
                .fetch(row -> new Row(
                        new Movement(
                                row.value2(),
                                row.value3(),
                                Money.coins(row.value4()),
                                row.value5().toInstant(),
                                row.value6(),
                                row.value7(),
                                row.value8(),
                                row.get(GIFT.ITEM) == null
                                        ? null
                                        : new Movement.GivenGift(
                                                row.get(GIFT.ITEM), row.get(GIFT.NAME), row.get(GIFT.QUANTITY)),
                                Boolean.TRUE.equals(row.get(TIP.PRIVATE_MESSAGE)),
                                OrderState.PAID.name().equals(row.get(PAYMENT_ORDER.STATE))),
                        cursor -> cursor.withVersion(row.value1())));
    }

    /** What calls cost, by their receipts. */
    List<Row> calls(Cursor before) {
        return sql.select(
                        SESSION_RECEIPT.SESSION_ID,
                        SESSION_RECEIPT.CHARGED_MINOR,
                        SESSION_RECEIPT.ENDED_AT,
                        SESSION_RECEIPT.PERFORMER_ID)
                .from(SESSION_RECEIPT)
                .where(SESSION_RECEIPT.VIEWER_ID.eq(userId))
                .and(SESSION_RECEIPT.CHARGED_MINOR.gt(0L))
                .and(DSL.row(SESSION_RECEIPT.ENDED_AT, SESSION_RECEIPT.SESSION_ID)
                        .lt(before.at(), before.id()))
                .orderBy(SESSION_RECEIPT.ENDED_AT.desc(), SESSION_RECEIPT.SESSION_ID.desc())
                .limit(limit)
                .fetch(row -> {
                    Cursor last = new Cursor(row.value3(), row.value1());
                    return new Row(
                            spent(CALL, last, row.value2(), row.value1(), row.value4()),
                            cursor -> cursor.withCall(last));
                });
    }

    /** What was kept of bookings that did not take place; those that did are calls. */
    List<Row> bookings(Cursor before) {
        return sql.select(BOOKING.ID, BOOKING.KEPT_MINOR, BOOKING.SETTLED_AT, BOOKING.PERFORMER_ID)
                .from(BOOKING)
                .where(BOOKING.VIEWER_ID.eq(userId))
                .and(BOOKING.KEPT_MINOR.gt(0L))
                .and(DSL.row(BOOKING.SETTLED_AT, BOOKING.ID).lt(before.at(), before.id()))
                .orderBy(BOOKING.SETTLED_AT.desc(), BOOKING.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    Cursor last = new Cursor(row.value3(), row.value1());
                    return new Row(
                            spent(BOOKING_FEE, last, row.value2(), null, row.value4()),
                            cursor -> cursor.withBooking(last));
                });
    }

    private static Movement spent(String kind, Cursor line, long minor, @Nullable UUID callId, UUID performerId) {
        return new Movement(
                line.id(),
                kind,
                Money.coins(Math.negateExact(minor)),
                line.at().toInstant(),
                callId,
                performerId,
                "",
                null,
                false,
                false);
    }
}
