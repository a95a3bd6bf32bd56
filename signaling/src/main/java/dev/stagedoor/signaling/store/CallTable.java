package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.CALL;
import static dev.stagedoor.signaling.store.jooq.Tables.CALL_LEG;

import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.calls.CallLog;
import dev.stagedoor.signaling.calls.CallTerms;
import dev.stagedoor.signaling.protocol.CallState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The log of calls in {@code app.call}, what each side was delivered in {@code app.call_leg}. */
public final class CallTable implements CallLog {
    private final Database database;

    /** @param database migrated */
    public CallTable(Database database) {
        this.database = database;
    }

    @Override
    public void opened(CallTerms terms) {
        database.query(sql -> sql.insertInto(CALL)
                .set(CALL.ID, terms.callId())
                .set(CALL.VIEWER_ID, terms.viewer().id())
                .set(CALL.PERFORMER_ID, terms.performer().id())
                .set(CALL.KIND, terms.kind().name())
                .set(CALL.INCREMENT, terms.increment().name())
                .set(CALL.PER_MINUTE_MINOR, terms.perMinute().amountMinor())
                .set(CALL.CURRENCY, terms.perMinute().currency())
                .set(CALL.STATE, CallState.RINGING.name())
                .set(CALL.CREATED_AT, Database.utc(terms.createdAt()))
                .set(CALL.BOOKED, terms.isBooked())
                .onConflictDoNothing()
                .execute());
    }

    @Override
    public void moved(UUID callId, CallState state, @Nullable Instant activeSince) {
        database.query(sql -> sql.update(CALL)
                .set(CALL.STATE, state.name())
                .set(
                        CALL.ACTIVE_SINCE,
                        activeSince == null
                                ? CALL.ACTIVE_SINCE
                                : DSL.coalesce(CALL.ACTIVE_SINCE, Database.utc(activeSince)))
                .where(CALL.ID.eq(callId))
                .and(CALL.ENDED_AT.isNull())
                .execute());
    }

    @Override
    public void ended(UUID callId, Ending ending) {
        database.transaction(sql -> {
            int changed = sql.update(CALL)
                    .set(CALL.STATE, CallState.ENDED.name())
                    .set(CALL.OUTCOME, ending.outcome().name())
                    .set(CALL.REASON, ending.reason().name())
                    .set(CALL.ENDED_AT, Database.utc(ending.endedAt()))
                    .set(CALL.DELIVERED_MS, ending.deliveredMs())
                    .set(CALL.CHARGED_MINOR, ending.charged().amountMinor())
                    .where(CALL.ID.eq(callId))
                    .and(CALL.ENDED_AT.isNull())
                    .execute();
            if (changed == 1) {
                ending.legs().forEach(leg -> insertLeg(sql, callId, leg));
            }
            return changed;
        });
    }

    @Override
    public @Nullable Instant nthNewest(UUID viewerId, int n) {
        // Ids are in the order of time, as the index of a viewer's calls is.
        OffsetDateTime began = database.query(sql -> sql.select(CALL.CREATED_AT)
                .from(CALL)
                .where(CALL.VIEWER_ID.eq(viewerId))
                .and(CALL.BOOKED.isFalse())
                .orderBy(CALL.ID.desc())
                .limit(1)
                .offset(n - 1)
                .fetchOne(CALL.CREATED_AT));
        return began == null ? null : began.toInstant();
    }

    @Override
    public List<UUID> open() {
        return database.query(sql -> sql.select(CALL.ID)
                .from(CALL)
                .where(CALL.STATE.ne(CallState.ENDED.name()))
                .orderBy(CALL.ID)
                .fetch(CALL.ID));
    }

    private static void insertLeg(DSLContext sql, UUID callId, LegUsage leg) {
        sql.insertInto(CALL_LEG)
                .set(CALL_LEG.CALL_ID, callId)
                .set(CALL_LEG.ACCOUNT_ID, leg.participantId())
                .set(CALL_LEG.RECEIVED_MS, leg.receivedMs())
                .set(CALL_LEG.DELIVERED_MS, leg.deliveredMs())
                .set(CALL_LEG.RECEIVED_PACKETS, leg.receivedPackets())
                .set(CALL_LEG.RECEIVED_BYTES, leg.receivedBytes())
                .set(CALL_LEG.DELIVERED_PACKETS, leg.deliveredPackets())
                .set(CALL_LEG.DELIVERED_BYTES, leg.deliveredBytes())
                .execute();
    }
}
