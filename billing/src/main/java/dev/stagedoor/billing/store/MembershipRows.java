package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_MEMBERSHIP;
import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_MEMBERSHIP_STEP;

import dev.stagedoor.billing.agencies.Membership;
import dev.stagedoor.billing.agencies.Membership.State;
import dev.stagedoor.billing.agencies.MembershipStep;
import dev.stagedoor.billing.ledger.AgencyShare;
import dev.stagedoor.billing.store.jooq.tables.records.AgencyMembershipRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Rows of memberships and of their history, and what they mean. */
final class MembershipRows {
    private MembershipRows() {}

    static Membership membership(AgencyMembershipRecord row) {
        return new Membership(
                row.getId(),
                row.getPerformerId(),
                new AgencyShare(row.getAgencyId(), row.getAgencyBasisPoints()),
                row.getNoticeDays(),
                State.valueOf(row.getState()),
                row.getOfferedAt().toInstant(),
                row.getEarliestAt().toInstant(),
                Instants.instant(row.getBeginsAt()),
                Instants.instant(row.getEndsAt()));
    }

    /** One of them under a lock of all that its performer has, so that two answers never cross; null if there is none. */
    static @Nullable AgencyMembershipRecord lock(DSLContext sql, UUID membershipId) {
        AgencyMembershipRecord found = sql.fetchOne(AGENCY_MEMBERSHIP, AGENCY_MEMBERSHIP.ID.eq(membershipId));
        return found == null
                ? null
                : ofPerformer(sql, found.getPerformerId()).stream()
                        .filter(row -> row.getId().equals(membershipId))
                        .findFirst()
                        .orElseThrow();
    }

    /** All that a performer has, locked. */
    static List<AgencyMembershipRecord> ofPerformer(DSLContext sql, UUID performerId) {
        return sql.selectFrom(AGENCY_MEMBERSHIP)
                .where(AGENCY_MEMBERSHIP.PERFORMER_ID.eq(performerId))
                .orderBy(AGENCY_MEMBERSHIP.ID)
                .forUpdate()
                .fetch();
    }

    static void step(
            DSLContext sql,
            UUID membershipId,
            MembershipStep.Kind kind,
            UUID person,
            Instant at,
            @Nullable Instant effectiveAt) {
        sql.insertInto(AGENCY_MEMBERSHIP_STEP)
                .set(AGENCY_MEMBERSHIP_STEP.MEMBERSHIP_ID, membershipId)
                .set(AGENCY_MEMBERSHIP_STEP.KIND, kind.name())
                .set(AGENCY_MEMBERSHIP_STEP.PERSON_ID, person)
                .set(AGENCY_MEMBERSHIP_STEP.AT, Instants.utc(at))
                .set(AGENCY_MEMBERSHIP_STEP.EFFECTIVE_AT, effectiveAt == null ? null : Instants.utc(effectiveAt))
                .execute();
    }
}
