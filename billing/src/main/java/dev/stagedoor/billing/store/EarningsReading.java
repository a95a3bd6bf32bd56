package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT_BALANCE;
import static dev.stagedoor.billing.store.jooq.Tables.EARNING_DAY;
import static dev.stagedoor.billing.store.jooq.Tables.EARNING_MARK;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.PAYEE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;
import static dev.stagedoor.billing.store.jooq.Tables.TAX_WITHHOLDING;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.payouts.EarningsSummary;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.PayoutSchedule;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.store.jooq.tables.records.PayeeReviewRecord;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** Reads one payee's money: days that were sorted already, and what has come since. */
final class EarningsReading {
    private static final int CHART_DAYS = 7;

    private final DSLContext sql;
    private final EarningsTerms terms;
    private final UUID payeeId;
    private final boolean agency;

    EarningsReading(DSLContext sql, EarningsTerms terms, UUID payeeId, boolean agency) {
        this.sql = sql;
        this.terms = terms;
        this.payeeId = payeeId;
        this.agency = agency;
    }

    EarningsSummary summary(Instant now) {
        NavigableMap<LocalDate, Day> days = days();
        long pending = balance(pendingKinds());
        AccountKind available = agency ? AccountKind.AGENCY_AVAILABLE : AccountKind.CREATOR_AVAILABLE;
        return new EarningsSummary(
                pending,
                becoming(days, pending),
                balance(List.of(available.kind())),
                balance(List.of(AccountKind.CREATOR_RESERVE.kind())),
                balance(List.of(AccountKind.CREATOR_FROZEN.kind())),
                payouts(PAYOUT.STATE.notIn(PayoutState.CONFIRMED.name(), PayoutState.FAILED.name())),
                payouts(PAYOUT.STATE.eq(PayoutState.CONFIRMED.name())),
                withheld(),
                earned(days, today(now)),
                chart(days, today(now)),
                standing());
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, terms.zone());
    }

    private List<String> pendingKinds() {
        return agency
                ? List.of(AccountKind.AGENCY_PENDING.kind())
                : List.of(AccountKind.CREATOR_PENDING.kind(), AccountKind.REFERRER_PENDING.kind());
    }

    /** What was earned on each day, when that becomes available, and whether it has. */
    private NavigableMap<LocalDate, Day> days() {
        NavigableMap<LocalDate, Day> days = new TreeMap<>();
        sql.select(
                        EARNING_DAY.DAY,
                        EARNING_DAY.CREDIT_MINOR,
                        EARNING_DAY.DEBIT_MINOR,
                        EARNING_DAY.MATURES_AT,
                        DSL.field(EARNING_DAY.MATURED_AT.isNotNull()))
                .from(EARNING_DAY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EARNING_DAY.ACCOUNT_ID))
                .where(mine(ACCOUNT.KIND, pendingKinds()))
                .forEach(row -> add(
                        days,
                        row.value1(),
                        new Day(row.value2(), row.value3(), row.value4().toInstant(), row.value5())));
        Field<LocalDate> day = Instants.day(TRANSFER.CREATED_AT, terms.zone());
        sql.select(day, ENTRY.AMOUNT)
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .where(mine(ACCOUNT.KIND, pendingKinds()))
                .and(ENTRY.TRANSFER_ID.gt(DSL.select(EARNING_MARK.UPTO_TRANSFER).from(EARNING_MARK)))
                .and(TRANSFER.CODE.ne(TransferCode.MATURE.name()))
                .forEach(row -> add(
                        days,
                        row.value1(),
                        new Day(Math.max(0, row.value2()), Math.min(0, row.value2()), maturesAt(row.value1()), false)));
        return days;
    }

    private Instant maturesAt(LocalDate day) {
        return day.plusDays(1L + terms.maturityDays())
                .atStartOfDay(terms.zone())
                .toInstant();
    }

    private static void add(NavigableMap<LocalDate, Day> days, LocalDate date, Day day) {
        days.merge(date, day, Day::plus);
    }

    private Condition mine(TableField<?, String> kind, List<String> kinds) {
        return kind.in(kinds)
                .and(ACCOUNT.OWNER_REF.eq(payeeId))
                .and(ACCOUNT.ASSET.eq(terms.asset().name()));
    }

    /** Refunds are taken off the oldest, so what is pending is the youngest days' earnings. */
    private List<EarningsSummary.Becoming> becoming(NavigableMap<LocalDate, Day> days, long pendingMinor) {
        List<EarningsSummary.Becoming> becoming = new ArrayList<>();
        long left = pendingMinor;
        for (Map.Entry<LocalDate, Day> entry : days.descendingMap().entrySet()) {
            long part = Math.min(left, entry.getValue().creditMinor);
            if (entry.getValue().matured || part <= 0) {
                continue;
            }
            left -= part;
            becoming.add(new EarningsSummary.Becoming(entry.getValue().maturesAt, part));
        }
        Collections.reverse(becoming);
        return becoming;
    }

    private static EarningsSummary.Earned earned(NavigableMap<LocalDate, Day> days, LocalDate today) {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new EarningsSummary.Earned(
                since(days, today),
                since(days, monday),
                since(days, today.withDayOfMonth(1)),
                since(days, LocalDate.MIN));
    }

    private static long since(NavigableMap<LocalDate, Day> days, LocalDate first) {
        return days.tailMap(first, true).values().stream()
                .mapToLong(Day::netMinor)
                .sum();
    }

    private List<EarningsSummary.Day> chart(NavigableMap<LocalDate, Day> days, LocalDate today) {
        LocalDate first = today.minusDays(CHART_DAYS - 1L);
        Map<LocalDate, Long> calls = agency ? Map.of() : calls(first);
        Map<LocalDate, Long> gifts = agency ? Map.of() : OwedRows.tips(sql, payeeId, first, terms.zone());
        List<EarningsSummary.Day> chart = new ArrayList<>();
        for (LocalDate date = first; !date.isAfter(today); date = date.plusDays(1)) {
            chart.add(new EarningsSummary.Day(
                    date,
                    days.getOrDefault(date, Day.NOTHING).netMinor(),
                    calls.getOrDefault(date, 0L),
                    gifts.getOrDefault(date, 0L)));
        }
        return chart;
    }

    /** Calls that came about, by the day they ended on. */
    private Map<LocalDate, Long> calls(LocalDate first) {
        Field<LocalDate> day = Instants.day(SESSION_RECEIPT.ENDED_AT, terms.zone());
        Field<Long> number = DSL.count().cast(Long.class);
        return sql.select(day, number)
                .from(SESSION_RECEIPT)
                .where(SESSION_RECEIPT.PERFORMER_ID.eq(payeeId))
                .and(SESSION_RECEIPT.STARTED_AT.isNotNull())
                .and(SESSION_RECEIPT.ENDED_AT.ge(
                        Instants.utc(first.atStartOfDay(terms.zone()).toInstant())))
                .groupBy(day)
                .fetchMap(day, number);
    }

    private long balance(List<String> kinds) {
        return sql.select(DSL.coalesce(DSL.sum(ACCOUNT_BALANCE.BALANCE), 0).cast(Long.class))
                .from(ACCOUNT_BALANCE)
                .where(ACCOUNT_BALANCE.KIND.in(kinds))
                .and(ACCOUNT_BALANCE.OWNER_REF.eq(payeeId))
                .and(ACCOUNT_BALANCE.ASSET.eq(terms.asset().name()))
                .fetchSingle()
                .value1();
    }

    private long payouts(Condition wanted) {
        return sql.select(DSL.coalesce(DSL.sum(PAYOUT.GROSS_MINOR.minus(PAYOUT.WITHHELD_MINOR)), 0)
                        .cast(Long.class))
                .from(PAYOUT)
                .where(PAYOUT.PAYEE_ID.eq(payeeId))
                .and(PAYOUT.AGENCY.eq(agency))
                .and(wanted)
                .fetchSingle()
                .value1();
    }

    private long withheld() {
        return sql.select(
                        DSL.coalesce(DSL.sum(TAX_WITHHOLDING.WITHHELD_MINOR), 0).cast(Long.class))
                .from(TAX_WITHHOLDING)
                .where(TAX_WITHHOLDING.PAYEE_ID.eq(payeeId))
                .and(TAX_WITHHOLDING.ASSET.eq(terms.asset().name()))
                .fetchSingle()
                .value1();
    }

    private EarningsSummary.Standing standing() {
        PayeeReviewRecord review = PayeeRows.review(sql, payeeId);
        var payee = sql.selectFrom(PAYEE).where(PAYEE.PAYEE_ID.eq(payeeId)).fetchOne();
        return new EarningsSummary.Standing(
                PayeeFactsRows.isVerified(review, DestinationRows.find(sql, payeeId)),
                review != null && review.getDecision().equals("REJECTED") ? review.getReason() : "",
                payee != null && payee.getFrozenAt() != null,
                payee == null ? PayoutSchedule.ON_REQUEST : PayoutSchedule.valueOf(payee.getSchedule()),
                DestinationRows.shown(DestinationRows.find(sql, payeeId)));
    }

    /** @param debitMinor 0 or less */
    private record Day(long creditMinor, long debitMinor, Instant maturesAt, boolean matured) {
        static final Day NOTHING = new Day(0, 0, Instant.EPOCH, false);

        Day plus(Day other) {
            return new Day(
                    creditMinor + other.creditMinor,
                    debitMinor + other.debitMinor,
                    maturesAt,
                    matured && other.matured);
        }

        long netMinor() {
            return creditMinor + debitMinor;
        }
    }
}
