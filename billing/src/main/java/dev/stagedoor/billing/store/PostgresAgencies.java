package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_MEMBERSHIP;
import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_MEMBERSHIP_STEP;

import dev.stagedoor.billing.agencies.AgencyEarning;
import dev.stagedoor.billing.agencies.AgencyStore;
import dev.stagedoor.billing.agencies.Membership;
import dev.stagedoor.billing.agencies.Membership.State;
import dev.stagedoor.billing.agencies.MembershipOutcome;
import dev.stagedoor.billing.agencies.MembershipStep;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.store.jooq.tables.records.AgencyMembershipRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Memberships in PostgreSQL; that nobody is in two agencies at once is a constraint there. */
public final class PostgresAgencies implements AgencyStore {
    private final Database database;
    private final Asset asset;

    /** @param asset in which agencies earn */
    public PostgresAgencies(Database database, Asset asset) {
        this.database = database;
        this.asset = asset;
    }

    @Override
    public long version() {
        // Their number, not the highest: it grows with each commit, and identities need not be committed in order.
        return database.transact(transaction -> (long) transaction.sql().fetchCount(AGENCY_MEMBERSHIP_STEP));
    }

    @Override
    public List<Membership> accepted() {
        return where(AGENCY_MEMBERSHIP.STATE.eq(State.ACCEPTED.name()), Integer.MAX_VALUE);
    }

    @Override
    public List<Membership> newest(int limit) {
        return where(DSL.noCondition(), limit);
    }

    @Override
    public List<Membership> ofPerformer(UUID performerId, int limit) {
        return where(AGENCY_MEMBERSHIP.PERFORMER_ID.eq(performerId), limit);
    }

    @Override
    public List<Membership> ofAgency(UUID agencyId, int limit) {
        return where(AGENCY_MEMBERSHIP.AGENCY_ID.eq(agencyId), limit);
    }

    private List<Membership> where(Condition which, int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(AGENCY_MEMBERSHIP)
                .where(which)
                .orderBy(AGENCY_MEMBERSHIP.OFFERED_AT.desc(), AGENCY_MEMBERSHIP.ID)
                .limit(limit)
                .fetch(MembershipRows::membership));
    }

    @Override
    public @Nullable Membership find(UUID membershipId) {
        return database.transact(transaction -> {
            AgencyMembershipRecord row =
                    transaction.sql().fetchOne(AGENCY_MEMBERSHIP, AGENCY_MEMBERSHIP.ID.eq(membershipId));
            return row == null ? null : MembershipRows.membership(row);
        });
    }

    @Override
    public List<MembershipStep> steps(UUID membershipId) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(AGENCY_MEMBERSHIP_STEP)
                .where(AGENCY_MEMBERSHIP_STEP.MEMBERSHIP_ID.eq(membershipId))
                .orderBy(AGENCY_MEMBERSHIP_STEP.ID)
                .fetch(row -> new MembershipStep(
                        MembershipStep.Kind.valueOf(row.getKind()),
                        row.getPersonId(),
                        row.getAt().toInstant(),
                        Instants.instant(row.getEffectiveAt()))));
    }

    @Override
    public MembershipOutcome answer(UUID membershipId, UUID performerId, boolean accepts, Instant now) {
        return change(membershipId, performerId, (sql, row) -> {
            State wanted = accepts ? State.ACCEPTED : State.DECLINED;
            State state = State.valueOf(row.getState());
            if (state != State.OFFERED) {
                Membership known = MembershipRows.membership(row);
                return state == wanted ? new MembershipOutcome.Done(known) : new MembershipOutcome.Over(known);
            }
            Instant earliest = row.getEarliestAt().toInstant();
            Instant begins = earliest.isAfter(now) ? earliest : now;
            if (accepts && isBoundAfter(sql, performerId, begins)) {
                return new MembershipOutcome.Bound();
            }
            row.setState(wanted.name());
            if (accepts) {
                row.setBeginsAt(Instants.utc(begins));
            }
            MembershipStep.Kind kind = accepts ? MembershipStep.Kind.ACCEPTED : MembershipStep.Kind.DECLINED;
            return done(sql, row, kind, now, accepts ? begins : null);
        });
    }

    private static boolean isBoundAfter(DSLContext sql, UUID performerId, Instant begins) {
        return MembershipRows.ofPerformer(sql, performerId).stream()
                .map(MembershipRows::membership)
                .filter(other -> other.state() == State.ACCEPTED)
                .anyMatch(other -> other.endsAt() == null || other.endsAt().isAfter(begins));
    }

    @Override
    public MembershipOutcome giveNotice(UUID membershipId, UUID performerId, Instant now) {
        return change(membershipId, performerId, (sql, row) -> {
            Membership known = MembershipRows.membership(row);
            Instant begins = known.beginsAt();
            Instant ends = known.endsAt();
            if (begins == null || (ends != null && !ends.isAfter(now))) {
                return new MembershipOutcome.Over(known);
            }
            Instant after = now.plus(Duration.ofDays(known.noticeDays()));
            Instant wanted = after.isAfter(begins) ? after : begins;
            if (ends != null && !ends.isAfter(wanted)) {
                return new MembershipOutcome.Done(known);
            }
            row.setEndsAt(Instants.utc(wanted));
            return done(sql, row, MembershipStep.Kind.NOTICE, now, wanted);
        });
    }

    private MembershipOutcome change(
            UUID membershipId,
            UUID performerId,
            BiFunction<DSLContext, AgencyMembershipRecord, MembershipOutcome> what) {
        return database.transact(transaction -> {
            AgencyMembershipRecord row = MembershipRows.lock(transaction.sql(), membershipId);
            return row == null || !row.getPerformerId().equals(performerId)
                    ? new MembershipOutcome.Unknown()
                    : what.apply(transaction.sql(), row);
        });
    }

    private static MembershipOutcome done(
            DSLContext sql,
            AgencyMembershipRecord row,
            MembershipStep.Kind kind,
            Instant now,
            @Nullable Instant effectiveAt) {
        row.update();
        MembershipRows.step(sql, row.getId(), kind, row.getPerformerId(), now, effectiveAt);
        return new MembershipOutcome.Done(MembershipRows.membership(row));
    }

    @Override
    public List<AgencyEarning> earnedFor(UUID agencyId, Period period) {
        return database.transact(transaction -> AgencyEarnings.forAgency(transaction.sql(), agencyId, asset, period));
    }

    @Override
    public List<AgencyEarning> earnedBy(UUID performerId, Period period) {
        return database.transact(
                transaction -> AgencyEarnings.byPerformer(transaction.sql(), performerId, asset, period));
    }
}
