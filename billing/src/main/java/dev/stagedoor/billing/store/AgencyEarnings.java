package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_MEMBERSHIP;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.agencies.AgencyEarning;
import dev.stagedoor.billing.agencies.AgencyStore.Period;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.store.jooq.tables.Account;
import dev.stagedoor.billing.store.jooq.tables.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/**
 * What agencies were owed for performers' sales, read from the journal: the agency's line of a transfer, and whose line
 * stands beside it. A chargeback may take from many, and its lines do not say whose loss is whose: there it follows from what
 * the buyer's coins had earned whom ({@code billing.agency_losses}).
 */
final class AgencyEarnings {
    private static final List<String> CODES = Stream.of(
                    TransferCode.CAPTURE,
                    TransferCode.TIP,
                    TransferCode.GIFT,
                    TransferCode.TICKET_DONE,
                    TransferCode.SUBSCRIBE,
                    TransferCode.SUBSCRIPTION_REFUND,
                    TransferCode.CALL_REFUND)
            .map(Enum::name)
            .toList();
    private static final List<String> AGENCIES =
            List.of(AccountKind.AGENCY_PENDING.kind(), AccountKind.AGENCY_AVAILABLE.kind());
    private static final List<String> PERFORMERS =
            List.of(AccountKind.CREATOR_PENDING.kind(), AccountKind.CREATOR_AVAILABLE.kind());
    private static final Entry BESIDE = ENTRY.as("beside");
    private static final Account PERFORMER = ACCOUNT.as("performer_account");
    private static final Field<UUID> LOST_PERFORMER = DSL.field(DSL.name("lost", "performer_id"), UUID.class);
    private static final Field<Long> LOST_AMOUNT = DSL.field(DSL.name("lost", "amount"), Long.class);

    private AgencyEarnings() {}

    /** By performer, most first. */
    static List<AgencyEarning> forAgency(DSLContext sql, UUID agencyId, Asset asset, Period period) {
        Field<UUID> performer =
                DSL.field(performersBeside(DSL.noCondition()).limit(1)).as("performer_id");
        var lines = sql.select(performer, ENTRY.AMOUNT)
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .where(earned(asset, period))
                .and(ACCOUNT.OWNER_REF.eq(agencyId))
                .asTable("lines");
        Field<UUID> who = DSL.field(DSL.name("lines", "performer_id"), UUID.class);
        Field<Long> amount =
                DSL.sum(DSL.field(DSL.name("lines", "amount"), Long.class)).cast(Long.class);
        List<AgencyEarning> sold = sql.select(who, amount)
                .from(lines)
                .where(who.isNotNull())
                .groupBy(who)
                .fetch(row -> new AgencyEarning(row.value1(), agencyId, row.value2()));
        return together(sold, losses(sql, asset, period, ACCOUNT.OWNER_REF.eq(agencyId), DSL.noCondition()));
    }

    /** By agency, of those that ever represented the performer: a site's other agencies may have sold any number of things. */
    static List<AgencyEarning> byPerformer(DSLContext sql, UUID performerId, Asset asset, Period period) {
        Set<UUID> agencies = sql.select(AGENCY_MEMBERSHIP.AGENCY_ID)
                .from(AGENCY_MEMBERSHIP)
                .where(AGENCY_MEMBERSHIP.PERFORMER_ID.eq(performerId))
                .fetchSet(AGENCY_MEMBERSHIP.AGENCY_ID);
        if (agencies.isEmpty()) {
            return List.of();
        }
        Condition theirs = ACCOUNT.OWNER_REF.in(agencies);
        Field<Long> amount = DSL.sum(ENTRY.AMOUNT).cast(Long.class);
        List<AgencyEarning> sold = sql.select(ACCOUNT.OWNER_REF, amount)
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .where(earned(asset, period))
                .and(theirs)
                .and(DSL.exists(performersBeside(PERFORMER.OWNER_REF.eq(performerId))))
                .groupBy(ACCOUNT.OWNER_REF)
                .fetch(row -> new AgencyEarning(performerId, row.value1(), row.value2()));
        return together(sold, losses(sql, asset, period, theirs, LOST_PERFORMER.eq(performerId)));
    }

    /** What chargebacks took, and gave back when they were won: a row for each. */
    private static List<AgencyEarning> losses(
            DSLContext sql, Asset asset, Period period, Condition ofAgency, Condition ofPerformer) {
        var lost = DSL.lateral(DSL.table(
                        "billing.agency_losses({0}, {1}, {2}, {3})",
                        TRANSFER.ID, ACCOUNT.OWNER_REF, ACCOUNT.ASSET, ENTRY.AMOUNT))
                .as("lost");
        return sql.select(LOST_PERFORMER, ACCOUNT.OWNER_REF, LOST_AMOUNT)
                .from(TRANSFER)
                .join(ENTRY)
                .on(ENTRY.TRANSFER_ID.eq(TRANSFER.ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                .crossJoin(lost)
                .where(ofAgencies(asset, period))
                .and(TRANSFER.CODE.eq(TransferCode.CHARGEBACK.name()))
                .and(ofAgency)
                .and(ofPerformer)
                .fetch(row -> new AgencyEarning(row.value1(), row.value2(), row.value3()));
    }

    /** One row for each pair, most first. */
    private static List<AgencyEarning> together(List<AgencyEarning> sold, List<AgencyEarning> lost) {
        return Stream.concat(sold.stream(), lost.stream())
                .collect(Collectors.toMap(
                        earning -> List.of(earning.performerId(), earning.agencyId()),
                        Function.identity(),
                        (one, other) -> new AgencyEarning(
                                one.performerId(),
                                one.agencyId(),
                                Math.addExact(one.amountMinor(), other.amountMinor()))))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(AgencyEarning::amountMinor)
                        .reversed()
                        .thenComparing(AgencyEarning::performerId)
                        .thenComparing(AgencyEarning::agencyId))
                .toList();
    }

    private static Condition earned(Asset asset, Period period) {
        return ofAgencies(asset, period).and(TRANSFER.CODE.in(CODES));
    }

    private static Condition ofAgencies(Asset asset, Period period) {
        return ACCOUNT.KIND
                .in(AGENCIES)
                .and(ACCOUNT.ASSET.eq(asset.name()))
                .and(TRANSFER.CREATED_AT.ge(Instants.utc(period.from())))
                .and(TRANSFER.CREATED_AT.lt(Instants.utc(period.until())));
    }

    private static SelectConditionStep<Record1<UUID>> performersBeside(Condition whose) {
        return DSL.select(PERFORMER.OWNER_REF)
                .from(BESIDE)
                .join(PERFORMER)
                .on(PERFORMER.ID.eq(BESIDE.ACCOUNT_ID))
                .where(BESIDE.TRANSFER_ID.eq(ENTRY.TRANSFER_ID))
                .and(PERFORMER.KIND.in(PERFORMERS))
                .and(whose);
    }
}
