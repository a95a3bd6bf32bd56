package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.OWED_TO;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.papers.Statement;
import dev.stagedoor.billing.store.jooq.tables.OwedTo;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a payee came to be owed in some time, by quarters of an hour that were summed already and what has come since
 * ({@code billing.owed_to}). A time begins and ends with a quarter, as every day does in every zone.
 */
final class OwedRows {
    private static final String AS_PERFORMER = "creator";
    private static final List<String> WORK = Stream.of(
                    TransferCode.CAPTURE,
                    TransferCode.TIP,
                    TransferCode.GIFT,
                    TransferCode.TICKET_DONE,
                    TransferCode.SUBSCRIBE,
                    TransferCode.SUBSCRIPTION_REFUND,
                    TransferCode.CALL_REFUND)
            .map(TransferCode::name)
            .toList();
    private static final List<String> TIPS = List.of(TransferCode.TIP.name(), TransferCode.GIFT.name());

    private OwedRows() {}

    /**
     * What a performer earned by work; maturing and payouts only move it on.
     *
     * @param from null for ever
     */
    static long earned(DSLContext sql, UUID performerId, Asset asset, @Nullable Field<OffsetDateTime> from) {
        OwedTo owed = OWED_TO(performerId);
        return sum(
                sql,
                owed,
                owed.ASSET
                        .eq(asset.name())
                        .and(owed.SIDE.eq(AS_PERFORMER))
                        .and(owed.CODE.in(WORK))
                        .and(from == null ? DSL.noCondition() : owed.QUARTER.ge(from)));
    }

    /** Tips and gifts to a performer from that day on, by day. */
    static Map<LocalDate, Long> tips(DSLContext sql, UUID performerId, LocalDate first, ZoneId zone) {
        OwedTo owed = OWED_TO(performerId);
        Field<LocalDate> day = Instants.day(owed.QUARTER, zone);
        Field<Long> number = DSL.sum(owed.TRANSFERS).cast(Long.class);
        return sql.select(day, number)
                .from(owed)
                .where(owed.SIDE.eq(AS_PERFORMER))
                .and(owed.CODE.in(TIPS))
                .and(owed.QUARTER.ge(Instants.utc(first.atStartOfDay(zone).toInstant())))
                .groupBy(day)
                .fetchMap(day, number);
    }

    /** Everything that was owed before a moment, on whichever side and wherever it waits. */
    static long owedBefore(DSLContext sql, UUID payeeId, Asset asset, OffsetDateTime moment) {
        OwedTo owed = OWED_TO(payeeId);
        return sum(sql, owed, owed.ASSET.eq(asset.name()).and(owed.QUARTER.lt(moment)));
    }

    /** What changed it in between, by kind. */
    static List<Statement.Change> changes(
            DSLContext sql, UUID payeeId, Asset asset, OffsetDateTime from, OffsetDateTime until) {
        OwedTo owed = OWED_TO(payeeId);
        Field<Long> transfers = DSL.sum(owed.TRANSFERS).cast(Long.class);
        Field<Long> amount = DSL.sum(owed.AMOUNT_MINOR).cast(Long.class);
        return sql.select(owed.CODE, transfers, amount)
                .from(owed)
                .where(owed.ASSET.eq(asset.name()))
                .and(owed.QUARTER.ge(from))
                .and(owed.QUARTER.lt(until))
                .groupBy(owed.CODE)
                .having(amount.ne(0L))
                .orderBy(owed.CODE)
                .fetch(row -> new Statement.Change(row.value1(), row.value2(), row.value3()));
    }

    private static long sum(DSLContext sql, OwedTo owed, Condition which) {
        return sql.select(DSL.coalesce(DSL.sum(owed.AMOUNT_MINOR), 0).cast(Long.class))
                .from(owed)
                .where(which)
                .fetchSingle()
                .value1();
    }
}
