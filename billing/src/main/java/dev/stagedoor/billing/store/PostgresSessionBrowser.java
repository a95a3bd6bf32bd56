package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.HEARTBEAT;
import static dev.stagedoor.billing.store.jooq.Tables.HEARTBEAT_SUMMARY;
import static dev.stagedoor.billing.store.jooq.Tables.HOLD;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.MeteredSession;
import dev.stagedoor.billing.metering.SessionBrowser;
import dev.stagedoor.billing.metering.SessionState;
import dev.stagedoor.billing.pricing.Increment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads metered sessions from PostgreSQL. */
public final class PostgresSessionBrowser implements SessionBrowser {
    private final Database database;

    public PostgresSessionBrowser(Database database) {
        this.database = database;
    }

    @Override
    public Page<MeteredSession> sessions(@Nullable SessionState state, @Nullable String cursor, int limit) {
        Cursor after = Cursor.parse(cursor);
        Condition wanted =
                DSL.row(METERED_SESSION.CREATED_AT, METERED_SESSION.ID).lt(after.at(), after.id());
        Condition condition = state == null ? wanted : wanted.and(METERED_SESSION.STATE.eq(state.name()));
        List<MeteredSession> found = database.transact(transaction -> read(transaction.sql(), condition, limit + 1));
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        MeteredSession last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new Cursor(Instants.utc(last.createdAt()), last.callId()).text());
    }

    @Override
    public @Nullable MeteredSession session(UUID callId) {
        return database.transact(transaction -> {
            List<MeteredSession> found = read(transaction.sql(), METERED_SESSION.ID.eq(callId), 1);
            return found.isEmpty()
                    ? null
                    : with(
                            found.getFirst(),
                            heartbeats(transaction.sql(), callId),
                            deletedAt(transaction.sql(), callId));
        });
    }

    private static List<MeteredSession> read(DSLContext sql, Condition wanted, int limit) {
        return sql.select()
                .from(METERED_SESSION)
                .join(RATE_PLAN_VERSION)
                .on(RATE_PLAN_VERSION.ID.eq(METERED_SESSION.PLAN_ID))
                .join(HOLD)
                .on(HOLD.SESSION_ID.eq(METERED_SESSION.ID))
                .join(SESSION_FENCE)
                .on(SESSION_FENCE.SESSION_ID.eq(METERED_SESSION.ID))
                .where(wanted)
                .orderBy(METERED_SESSION.CREATED_AT.desc(), METERED_SESSION.ID.desc())
                .limit(limit)
                .fetch(PostgresSessionBrowser::session);
    }

    private static MeteredSession session(Record row) {
        String reason = row.get(METERED_SESSION.END_REASON);
        return new MeteredSession(
                row.get(METERED_SESSION.ID),
                row.get(METERED_SESSION.VIEWER_ID),
                row.get(METERED_SESSION.PERFORMER_ID),
                SessionState.valueOf(row.get(METERED_SESSION.STATE)),
                Money.coins(row.get(METERED_SESSION.RATE_MINOR)),
                Increment.valueOf(row.get(RATE_PLAN_VERSION.PLAN)),
                row.get(METERED_SESSION.BILLABLE_MS),
                Money.coins(row.get(HOLD.AMOUNT)),
                Money.coins(row.get(HOLD.CAPTURED)),
                Money.coins(row.get(HOLD.RELEASED)),
                row.get(SESSION_FENCE.LEASE_EPOCH),
                reason == null ? null : EndReason.valueOf(reason),
                row.get(METERED_SESSION.FAULT),
                row.get(METERED_SESSION.CREATED_AT).toInstant(),
                Instants.instant(row.get(METERED_SESSION.STARTED_AT)),
                Instants.instant(row.get(METERED_SESSION.ENDED_AT)),
                List.of(),
                null);
    }

    private static List<MeteredSession.Heartbeat> heartbeats(DSLContext sql, UUID callId) {
        return sql.selectFrom(HEARTBEAT)
                .where(HEARTBEAT.SESSION_ID.eq(callId))
                .orderBy(HEARTBEAT.TICK_NO)
                .fetch(row -> new MeteredSession.Heartbeat(
                        row.getTickNo(),
                        row.getBillableMs(),
                        row.getLeaseEpoch(),
                        row.getAt().toInstant()));
    }

    private static @Nullable Instant deletedAt(DSLContext sql, UUID callId) {
        return Instants.instant(sql.select(HEARTBEAT_SUMMARY.DELETED_AT)
                .from(HEARTBEAT_SUMMARY)
                .where(HEARTBEAT_SUMMARY.SESSION_ID.eq(callId))
                .fetchOne(HEARTBEAT_SUMMARY.DELETED_AT));
    }

    private static MeteredSession with(
            MeteredSession session, List<MeteredSession.Heartbeat> heartbeats, @Nullable Instant deletedAt) {
        return new MeteredSession(
                session.callId(),
                session.viewerId(),
                session.performerId(),
                session.state(),
                session.perMinute(),
                session.increment(),
                session.billableMs(),
                session.held(),
                session.captured(),
                session.released(),
                session.leaseEpoch(),
                session.endReason(),
                session.fault(),
                session.createdAt(),
                session.startedAt(),
                session.endedAt(),
                heartbeats,
                deletedAt);
    }
}
