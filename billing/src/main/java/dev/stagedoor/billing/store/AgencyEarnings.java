package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_MEMBERSHIP;
import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_OWED_TO;

import dev.stagedoor.billing.agencies.AgencyEarning;
import dev.stagedoor.billing.agencies.AgencyStore.Period;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.store.jooq.tables.AgencyOwedTo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * What agencies were owed for performers' sales, less what chargebacks took: quarters of an hour that were summed already and
 * what has come since ({@code billing.agency_owed_to}). A period begins and ends with a quarter, as every day does in every
 * zone.
 */
final class AgencyEarnings {
    private AgencyEarnings() {}

    /** By performer, most first. */
    static List<AgencyEarning> forAgency(DSLContext sql, UUID agencyId, Asset asset, Period period) {
        return sums(sql, Set.of(agencyId), asset, period, _ -> DSL.noCondition());
    }

    /** By agency, most first, of those that ever represented the performer. */
    static List<AgencyEarning> byPerformer(DSLContext sql, UUID performerId, Asset asset, Period period) {
        Set<UUID> agencies = sql.select(AGENCY_MEMBERSHIP.AGENCY_ID)
                .from(AGENCY_MEMBERSHIP)
                .where(AGENCY_MEMBERSHIP.PERFORMER_ID.eq(performerId))
                .fetchSet(AGENCY_MEMBERSHIP.AGENCY_ID);
        return agencies.isEmpty()
                ? List.of()
                : sums(sql, agencies, asset, period, owed -> owed.PERFORMER_ID.eq(performerId));
    }

    private static List<AgencyEarning> sums(
            DSLContext sql, Set<UUID> agencies, Asset asset, Period period, Function<AgencyOwedTo, Condition> whose) {
        AgencyOwedTo owed = AGENCY_OWED_TO(agencies.toArray(UUID[]::new));
        Field<Long> amount = DSL.sum(owed.AMOUNT_MINOR).cast(Long.class);
        return sql.select(owed.PERFORMER_ID, owed.AGENCY_ID, amount)
                .from(owed)
                .where(owed.ASSET.eq(asset.name()))
                .and(owed.QUARTER.ge(Instants.utc(period.from())))
                .and(owed.QUARTER.lt(Instants.utc(period.until())))
                .and(whose.apply(owed))
                .groupBy(owed.PERFORMER_ID, owed.AGENCY_ID)
                .orderBy(amount.desc(), owed.PERFORMER_ID, owed.AGENCY_ID)
                .fetch(row -> new AgencyEarning(row.value1(), row.value2(), row.value3()));
    }
}
