package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.RISK_FLAG;

import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.payouts.PayoutPostings;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.risk.RiskDecided;
import dev.stagedoor.billing.risk.RiskFlag;
import dev.stagedoor.billing.risk.RiskStore;
import dev.stagedoor.billing.risk.RiskTerms;
import dev.stagedoor.billing.risk.Suspicion;
import dev.stagedoor.billing.risk.TraitKind;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.store.jooq.tables.records.RiskFlagRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Flags in PostgreSQL. A payee whose payouts a flag holds is locked while it is raised or decided on. */
public final class PostgresRisk implements RiskStore {
    private final Database database;
    private final PayoutTerms terms;
    private final PayoutRows payouts;

    /** @param terms which payouts need no person */
    public PostgresRisk(Database database, PayoutTerms terms, PayoutPostings postings) {
        this.database = database;
        this.terms = terms;
        this.payouts = new PayoutRows(terms, postings);
    }

    @Override
    public long count(Instant now) {
        return database.transact(
                transaction -> Routines.foldSpending(transaction.sql().configuration(), Instants.utc(now)));
    }

    @Override
    public List<Suspicion> suspicions(RiskTerms limits, Instant now) {
        return database.transact(transaction -> new RiskScans(transaction.sql(), limits, now).all());
    }

    @Override
    public boolean raise(Suspicion suspicion, UUID flagId, Instant now) {
        return database.transact(transaction -> {
            RiskRows.lockPayees(transaction.sql(), suspicion.parties().keySet());
            return RiskRows.raise(transaction.sql(), suspicion, flagId, now);
        });
    }

    @Override
    public void seen(UUID accountId, TraitKind kind, String value, Instant at) {
        database.transact(transaction -> {
            TraitRows.seen(transaction.sql(), accountId, kind, value, at);
            return null;
        });
    }

    @Override
    public int forget(Instant notSeenSince) {
        return database.transact(transaction -> TraitRows.forget(transaction.sql(), notSeenSince));
    }

    @Override
    public Page<RiskFlag> flags(RiskFlag.@Nullable State state, @Nullable String cursor, int limit) {
        Condition wanted = state == null ? DSL.noCondition() : RISK_FLAG.STATE.eq(state.name());
        Cursor after = Cursor.parse(cursor);
        Condition condition =
                wanted.and(DSL.row(RISK_FLAG.RAISED_AT, RISK_FLAG.ID).lt(after.at(), after.id()));
        return database.transact(transaction -> {
            List<RiskFlagRecord> rows = transaction
                    .sql()
                    .selectFrom(RISK_FLAG)
                    .where(condition)
                    .orderBy(RISK_FLAG.RAISED_AT.desc(), RISK_FLAG.ID.desc())
                    .limit(limit + 1)
                    .fetch();
            boolean more = rows.size() > limit;
            List<RiskFlagRecord> shown = more ? rows.subList(0, limit) : rows;
            String next = more
                    ? new Cursor(shown.getLast().getRaisedAt(), shown.getLast().getId()).text()
                    : null;
            return new Page<>(RiskRows.flags(transaction.sql(), shown), next);
        });
    }

    @Override
    public @Nullable RiskFlag find(UUID flagId) {
        return database.transact(transaction -> find(transaction.sql(), flagId));
    }

    private static @Nullable RiskFlag find(DSLContext sql, UUID flagId) {
        List<RiskFlagRecord> rows =
                sql.selectFrom(RISK_FLAG).where(RISK_FLAG.ID.eq(flagId)).fetch();
        return rows.isEmpty() ? null : RiskRows.flags(sql, rows).getFirst();
    }

    @Override
    public RiskDecided decide(UUID flagId, RiskFlag.State state, RiskFlag.Decision decision) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            RiskFlag known = find(sql, flagId);
            if (known == null) {
                return new RiskDecided.Missing();
            }
            UUID[] held = known.parties().stream()
                    .filter(RiskFlag.Party::holds)
                    .map(RiskFlag.Party::accountId)
                    .toArray(UUID[]::new);
            RiskRows.lockPayees(sql, List.of(held));
            int closed = sql.update(RISK_FLAG)
                    .set(RISK_FLAG.STATE, state.name())
                    .set(RISK_FLAG.DECIDED_BY, decision.person())
                    .set(RISK_FLAG.DECIDED_AT, Instants.utc(decision.at()))
                    .set(RISK_FLAG.NOTE, decision.note())
                    .where(RISK_FLAG.ID.eq(flagId))
                    .and(RiskRows.IS_OPEN)
                    .execute();
            RiskFlag now = requireFlag(sql, flagId);
            if (closed == 0) {
                return new RiskDecided.TooLate(now.state());
            }
            int released = state == RiskFlag.State.DISMISSED
                    ? RiskHolds.release(
                            transaction, payouts, held, terms.asset(), terms.approveAboveMinor(), decision.at())
                    : 0;
            return new RiskDecided.Done(now, released);
        });
    }

    private static RiskFlag requireFlag(DSLContext sql, UUID flagId) {
        RiskFlag flag = find(sql, flagId);
        if (flag == null) {
            throw new IllegalStateException("flag " + flagId + " is gone, which the database does not allow");
        }
        return flag;
    }
}
