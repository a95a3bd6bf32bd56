package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYEE;
import static dev.stagedoor.billing.store.jooq.Tables.RISK_FLAG;
import static dev.stagedoor.billing.store.jooq.Tables.RISK_PARTY;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.risk.RiskFlag;
import dev.stagedoor.billing.risk.RiskKind;
import dev.stagedoor.billing.risk.Suspicion;
import dev.stagedoor.billing.store.jooq.tables.records.RiskFlagRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Flags and whom they concern. */
final class RiskRows {
    /** In the statement's own text, so that the planner finds the index of open flags. */
    static final Condition IS_OPEN = RISK_FLAG.STATE.eq(DSL.inline(RiskFlag.State.OPEN.name()));

    /** Whoever has an account that is paid out, or becomes one: performers, agencies, and who has brought people. */
    private static final Field<Boolean> IS_PAYEE = DSL.field(DSL.exists(DSL.selectOne()
            .from(ACCOUNT)
            .where(ACCOUNT.OWNER_REF.eq(RISK_PARTY.ACCOUNT_ID))
            .and(ACCOUNT.KIND.in(
                    AccountKind.CREATOR_PENDING.kind(),
                    AccountKind.CREATOR_AVAILABLE.kind(),
                    AccountKind.AGENCY_PENDING.kind(),
                    AccountKind.AGENCY_AVAILABLE.kind(),
                    AccountKind.REFERRER_PENDING.kind()))));

    private RiskRows() {}

    /** Whether payouts of this payee wait until somebody has decided. */
    static boolean isFlagged(DSLContext sql, UUID payeeId) {
        return sql.fetchExists(DSL.selectOne()
                .from(RISK_PARTY)
                .join(RISK_FLAG)
                .on(RISK_FLAG.ID.eq(RISK_PARTY.FLAG_ID))
                .where(RISK_PARTY.ACCOUNT_ID.eq(payeeId))
                .and(RISK_PARTY.HOLDS)
                .and(IS_OPEN));
    }

    /** Raises a flag or lets the open one grow; whether it is a new one. Payees it holds are locked by the caller. */
    static boolean raise(DSLContext sql, Suspicion found, UUID flagId, Instant now) {
        if (isDecided(sql, found, now)) {
            return false;
        }
        RiskFlagRecord row = sql.insertInto(RISK_FLAG)
                .set(RISK_FLAG.ID, flagId)
                .set(RISK_FLAG.KIND, found.kind().name())
                .set(RISK_FLAG.SUBJECT_ID, found.subjectId())
                .set(RISK_FLAG.SUBJECT_KEY, found.subjectKey())
                .set(RISK_FLAG.MEASURED, found.measured())
                .set(RISK_FLAG.ALLOWED, found.allowed())
                .set(RISK_FLAG.RAISED_AT, Instants.utc(now))
                .onConflict(RISK_FLAG.KIND, RISK_FLAG.SUBJECT_KEY)
                .where(IS_OPEN)
                .doUpdate()
                .set(RISK_FLAG.MEASURED, DSL.greatest(RISK_FLAG.MEASURED, DSL.val(found.measured())))
                .returning()
                .fetchSingle();
        found.parties()
                .forEach((account, holds) -> sql.insertInto(RISK_PARTY)
                        .set(RISK_PARTY.FLAG_ID, row.getId())
                        .set(RISK_PARTY.ACCOUNT_ID, account)
                        .set(RISK_PARTY.HOLDS, holds)
                        .onConflictDoNothing()
                        .execute());
        return row.getId().equals(flagId);
    }

    /** A decision also covers what comes soon after it, unless it is more. */
    private static boolean isDecided(DSLContext sql, Suspicion found, Instant now) {
        return sql.fetchExists(
                RISK_FLAG,
                RISK_FLAG.KIND.eq(found.kind().name()),
                RISK_FLAG.SUBJECT_KEY.eq(found.subjectKey()),
                RISK_FLAG.STATE.ne(RiskFlag.State.OPEN.name()),
                RISK_FLAG.DECIDED_AT.gt(Instants.utc(now.minus(found.kind().quiet()))),
                RISK_FLAG.MEASURED.ge(found.measured()));
    }

    /** Those of these accounts who have ever been paid or asked to be, locked in one order. */
    static void lockPayees(DSLContext sql, Collection<UUID> accounts) {
        sql.select(PAYEE.PAYEE_ID)
                .from(PAYEE)
                .where(PAYEE.PAYEE_ID.eq(DSL.any(accounts.toArray(UUID[]::new))))
                .orderBy(PAYEE.PAYEE_ID)
                .forUpdate()
                .fetch();
    }

    /** Flags as people see them, in the order of the rows. */
    static List<RiskFlag> flags(DSLContext sql, List<RiskFlagRecord> rows) {
        UUID[] ids = rows.stream().map(RiskFlagRecord::getId).toArray(UUID[]::new);
        Map<UUID, List<RiskFlag.Party>> parties = sql.select(
                        RISK_PARTY.FLAG_ID, RISK_PARTY.ACCOUNT_ID, RISK_PARTY.HOLDS, IS_PAYEE)
                .from(RISK_PARTY)
                .where(RISK_PARTY.FLAG_ID.eq(DSL.any(ids)))
                .orderBy(RISK_PARTY.FLAG_ID, RISK_PARTY.ACCOUNT_ID)
                .fetchGroups(RISK_PARTY.FLAG_ID, row -> new RiskFlag.Party(row.value2(), row.value3() && row.value4()));
        return rows.stream()
                .map(row -> flag(row, parties.getOrDefault(row.getId(), List.of())))
                .toList();
    }

    private static RiskFlag flag(RiskFlagRecord row, List<RiskFlag.Party> parties) {
        return new RiskFlag(
                row.getId(),
                RiskKind.valueOf(row.getKind()),
                row.getSubjectId(),
                row.getMeasured(),
                row.getAllowed(),
                row.getRaisedAt().toInstant(),
                RiskFlag.State.valueOf(row.getState()),
                parties,
                decision(row));
    }

    private static RiskFlag.@Nullable Decision decision(RiskFlagRecord row) {
        UUID person = row.getDecidedBy();
        return person == null
                ? null
                : new RiskFlag.Decision(
                        person, Objects.requireNonNull(row.getDecidedAt()).toInstant(), row.getNote());
    }
}
