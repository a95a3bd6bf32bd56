package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.signaling.store.jooq.Tables.CALL;
import static dev.stagedoor.signaling.store.jooq.Tables.RATING;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.calls.CallHistory;
import dev.stagedoor.signaling.calls.PastCall;
import dev.stagedoor.signaling.people.Rating;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView.Party;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/** The log of calls, read back with the names of the two and the rating. */
public final class CallHistoryTable implements CallHistory {
    private static final dev.stagedoor.signaling.store.jooq.tables.Account VIEWER = ACCOUNT.as("viewer");
    private static final dev.stagedoor.signaling.store.jooq.tables.Account PERFORMER = ACCOUNT.as("performer");

    private final Database database;

    /** @param database migrated */
    public CallHistoryTable(Database database) {
        this.database = database;
    }

    @Override
    public Page<PastCall> of(UUID userId, @Nullable String cursor, int limit) {
        Cursor after = Cursor.parse(cursor);
        return Cursor.page(
                database.query(sql -> select(sql, isOneOfTheTwo(userId))
                        .and(Cursor.before(after, CALL.CREATED_AT, CALL.ID))
                        .orderBy(CALL.CREATED_AT.desc(), CALL.ID.desc())
                        .limit(limit + 1)
                        .fetch()),
                limit,
                CallHistoryTable::pastCall,
                call -> new Cursor(call.createdAt().toString(), call.callId()));
    }

    @Override
    public @Nullable PastCall find(UUID callId, UUID userId) {
        return database.query(sql ->
                select(sql, isOneOfTheTwo(userId)).and(CALL.ID.eq(callId)).fetchOne(CallHistoryTable::pastCall));
    }

    private static Condition isOneOfTheTwo(UUID userId) {
        return CALL.VIEWER_ID.eq(userId).or(CALL.PERFORMER_ID.eq(userId));
    }

    private static SelectConditionStep<Record> select(DSLContext sql, Condition condition) {
        return sql.select(CALL.fields())
                .select(VIEWER.DISPLAY_NAME, PERFORMER.DISPLAY_NAME)
                .select(RATING.STARS, RATING.TEXT, RATING.RATED_AT)
                .from(CALL)
                .join(VIEWER)
                .on(VIEWER.ID.eq(CALL.VIEWER_ID))
                .join(PERFORMER)
                .on(PERFORMER.ID.eq(CALL.PERFORMER_ID))
                .leftJoin(RATING)
                .on(RATING.CALL_ID.eq(CALL.ID))
                .where(condition);
    }

    private static PastCall pastCall(Record row) {
        String outcome = row.get(CALL.OUTCOME);
        String currency = row.get(CALL.CURRENCY);
        return new PastCall(
                row.get(CALL.ID),
                CallState.valueOf(row.get(CALL.STATE)),
                outcome == null ? null : CallOutcome.valueOf(outcome),
                CallKind.valueOf(row.get(CALL.KIND)),
                Increment.valueOf(row.get(CALL.INCREMENT)),
                new Money(row.get(CALL.PER_MINUTE_MINOR), currency),
                new Party(row.get(CALL.VIEWER_ID), row.get(VIEWER.DISPLAY_NAME)),
                new Party(row.get(CALL.PERFORMER_ID), row.get(PERFORMER.DISPLAY_NAME)),
                row.get(CALL.CREATED_AT).toInstant(),
                Database.instant(row.get(CALL.ACTIVE_SINCE)),
                Database.instant(row.get(CALL.ENDED_AT)),
                row.get(CALL.DELIVERED_MS),
                new Money(row.get(CALL.CHARGED_MINOR), currency),
                rating(row));
    }

    private static @Nullable Rating rating(Record row) {
        Integer stars = row.get(RATING.STARS);
        return stars == null
                ? null
                : new Rating(
                        stars, row.get(RATING.TEXT), row.get(RATING.RATED_AT).toInstant());
    }
}
