package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.BOOKING;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;
import static dev.stagedoor.billing.store.jooq.Tables.TIP;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.wallet.Movement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record7;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A wallet's history: transfers that changed what the user has, and one line for each call, taken from its receipt instead
 * of from the holds, captures and releases it was made of.
 */
final class Movements {
    private static final String CALL = "CALL";
    private static final String BOOKING_FEE = "BOOKING_FEE";
    /** What has a session to remember its coins by, and is no step of a call. */
    private static final List<String> OUTSIDE_CALLS = Stream.of(
                    TransferCode.TIP,
                    TransferCode.GIFT,
                    TransferCode.TICKET_BUY,
                    TransferCode.TICKET_CANCEL,
                    TransferCode.SUBSCRIBE,
                    TransferCode.SUBSCRIPTION_REFUND)
            .map(TransferCode::name)
            .toList();

    private static final Field<UUID> ID = DSL.field(DSL.name("line", "id"), UUID.class);
    private static final Field<Long> AMOUNT = DSL.field(DSL.name("line", "amount"), Long.class);
    private static final Field<OffsetDateTime> AT = DSL.field(DSL.name("line", "at"), OffsetDateTime.class);

    private Movements() {}

    static Page<Movement> page(DSLContext sql, UUID userId, Movement.Filter filter, Cursor after, int limit) {
        Table<?> line = transfers(sql, userId)
                .unionAll(calls(sql, userId))
                .unionAll(bookings(sql, userId))
                .asTable("line");
        Condition wanted = switch (filter) {
            case ALL -> DSL.noCondition();
            case BOUGHT -> AMOUNT.gt(0L);
            case SPENT -> AMOUNT.lt(0L);
        };
        List<Movement> found = sql.selectFrom(line)
                .where(wanted)
                .and(DSL.row(AT, ID).lt(after.at(), after.id()))
                .orderBy(AT.desc(), ID.desc())
                .limit(limit + 1)
                .fetch(row -> new Movement(
                        row.get(ID),
                        row.get("kind", String.class),
                        Money.coins(row.get(AMOUNT)),
                        row.get(AT).toInstant(),
                        row.get("call_id", UUID.class),
                        row.get("counterparty", UUID.class),
                        row.get("note", String.class)));
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        Movement last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new Cursor(Instants.utc(last.at()), last.id()).text());
    }

    private static Select<Record7<UUID, String, Long, OffsetDateTime, UUID, UUID, String>> transfers(
            DSLContext sql, UUID userId) {
        return sql.select(
                        TRANSFER.REF.as("id"),
                        TRANSFER.CODE.as("kind"),
                        ENTRY.AMOUNT.as("amount"),
                        TRANSFER.CREATED_AT.as("at"),
                        DSL.when(
                                        TRANSFER.CODE.in(TransferCode.TIP.name(), TransferCode.GIFT.name()),
                                        TRANSFER.SESSION_ID)
                                .as("call_id"),
                        TIP.PERFORMER_ID.as("counterparty"),
                        DSL.coalesce(DSL.nullif(TRANSFER.MEMO, ""), TIP.MESSAGE, DSL.val(""))
                                .as("note"))
                .from(ACCOUNT)
                .join(ENTRY)
                .on(ENTRY.ACCOUNT_ID.eq(ACCOUNT.ID))
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .leftJoin(TIP)
                .on(TIP.TRANSFER_ID.eq(TRANSFER.ID))
                .where(ACCOUNT.KIND.eq(AccountKind.VIEWER_AVAILABLE.kind()))
                .and(ACCOUNT.OWNER_REF.eq(userId))
                .and(TRANSFER.SESSION_ID
                        .isNull()
                        .or(TRANSFER.CODE.in(OUTSIDE_CALLS))
                        .or(TRANSFER.IDEM_SCOPE.eq(CallRefundWriter.SCOPE)));
    }

    private static Select<Record7<UUID, String, Long, OffsetDateTime, UUID, UUID, String>> calls(
            DSLContext sql, UUID userId) {
        return sql.select(
                        SESSION_RECEIPT.SESSION_ID.as("id"),
                        DSL.val(CALL).as("kind"),
                        SESSION_RECEIPT.CHARGED_MINOR.neg().as("amount"),
                        SESSION_RECEIPT.ENDED_AT.as("at"),
                        SESSION_RECEIPT.SESSION_ID.as("call_id"),
                        SESSION_RECEIPT.PERFORMER_ID.as("counterparty"),
                        DSL.val("").as("note"))
                .from(SESSION_RECEIPT)
                .where(SESSION_RECEIPT.VIEWER_ID.eq(userId))
                .and(SESSION_RECEIPT.CHARGED_MINOR.gt(0L));
    }

    /** What was kept of bookings that did not take place; those that did are calls. */
    private static Select<Record7<UUID, String, Long, OffsetDateTime, UUID, UUID, String>> bookings(
            DSLContext sql, UUID userId) {
        return sql.select(
                        BOOKING.ID.as("id"),
                        DSL.val(BOOKING_FEE).as("kind"),
                        BOOKING.KEPT_MINOR.neg().as("amount"),
                        BOOKING.SETTLED_AT.as("at"),
                        DSL.castNull(SQLDataType.UUID).as("call_id"),
                        BOOKING.PERFORMER_ID.as("counterparty"),
                        DSL.val("").as("note"))
                .from(BOOKING)
                .where(BOOKING.VIEWER_ID.eq(userId))
                .and(BOOKING.KEPT_MINOR.gt(0L));
    }
}
