package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.JOB_RUN;

import dev.stagedoor.billing.audit.JobRun;
import dev.stagedoor.billing.audit.JobStore;
import dev.stagedoor.billing.store.jooq.tables.records.JobRunRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Jobs in PostgreSQL. A claim is one update of the job's row, so of two nodes one gets it. */
public final class PostgresJobs implements JobStore {
    private final Database database;
    private final UUID nodeId;

    public PostgresJobs(Database database, UUID nodeId) {
        this.database = database;
        this.nodeId = nodeId;
    }

    @Override
    public void register(String name, Instant firstAt) {
        database.transact(transaction -> transaction
                .sql()
                .insertInto(JOB_RUN)
                .columns(JOB_RUN.NAME, JOB_RUN.NEXT_RUN_AT)
                .values(name, Instants.utc(firstAt))
                .onConflictDoNothing()
                .execute());
    }

    @Override
    public void notLaterThan(String name, Instant nextRunAt, Instant claimedUntil) {
        database.transact(transaction -> transaction
                .sql()
                .update(JOB_RUN)
                .set(JOB_RUN.NEXT_RUN_AT, least(JOB_RUN.NEXT_RUN_AT, Instants.utc(nextRunAt)))
                .set(JOB_RUN.CLAIMED_UNTIL, least(JOB_RUN.CLAIMED_UNTIL, Instants.utc(claimedUntil)))
                .where(JOB_RUN.NAME.eq(name))
                .and(JOB_RUN.NEXT_RUN_AT
                        .gt(Instants.utc(nextRunAt))
                        .or(JOB_RUN.CLAIMED_UNTIL.gt(Instants.utc(claimedUntil))))
                .execute());
    }

    /** Nothing stays nothing: PostgreSQL's own least would take the other. */
    private static Field<OffsetDateTime> least(Field<OffsetDateTime> known, OffsetDateTime other) {
        return DSL.when(known.isNotNull(), DSL.least(known, DSL.val(other)));
    }

    @Override
    public List<String> due(Instant now) {
        return database.transact(transaction -> transaction
                .sql()
                .select(JOB_RUN.NAME)
                .from(JOB_RUN)
                .where(isFree(now))
                .orderBy(JOB_RUN.NEXT_RUN_AT, JOB_RUN.NAME)
                .fetch(JOB_RUN.NAME));
    }

    @Override
    public boolean claim(String name, Instant now, Duration limit) {
        return database.transact(transaction -> transaction
                        .sql()
                        .update(JOB_RUN)
                        .set(JOB_RUN.NODE_ID, nodeId)
                        .set(JOB_RUN.CLAIMED_UNTIL, Instants.utc(now.plus(limit)))
                        .where(JOB_RUN.NAME.eq(name))
                        .and(isFree(now))
                        .execute())
                == 1;
    }

    @Override
    public void finish(String name, JobRun.Last last, Instant nextRunAt) {
        database.transact(transaction -> transaction
                .sql()
                .update(JOB_RUN)
                .setNull(JOB_RUN.NODE_ID)
                .setNull(JOB_RUN.CLAIMED_UNTIL)
                .set(JOB_RUN.LAST_RUN_AT, Instants.utc(last.startedAt()))
                .set(JOB_RUN.DURATION_MS, last.durationMs())
                .set(JOB_RUN.RESULT, last.result().name())
                .set(JOB_RUN.DETAIL, last.detail())
                .set(JOB_RUN.NEXT_RUN_AT, Instants.utc(nextRunAt))
                .where(JOB_RUN.NAME.eq(name))
                .and(JOB_RUN.NODE_ID.eq(nodeId))
                .execute());
    }

    @Override
    public List<JobRun> list() {
        return database.transact(transaction ->
                transaction.sql().selectFrom(JOB_RUN).orderBy(JOB_RUN.NAME).fetch(PostgresJobs::job));
    }

    private static Condition isFree(Instant now) {
        return JOB_RUN.NEXT_RUN_AT
                .le(Instants.utc(now))
                .and(JOB_RUN.CLAIMED_UNTIL.isNull().or(JOB_RUN.CLAIMED_UNTIL.le(Instants.utc(now))));
    }

    private static JobRun job(JobRunRecord row) {
        return new JobRun(row.getName(), row.getNextRunAt().toInstant(), row.getNodeId(), last(row));
    }

    private static JobRun.@Nullable Last last(JobRunRecord row) {
        OffsetDateTime at = row.getLastRunAt();
        return at == null
                ? null
                : new JobRun.Last(
                        at.toInstant(), row.getDurationMs(), JobRun.Result.valueOf(row.getResult()), row.getDetail());
    }
}
