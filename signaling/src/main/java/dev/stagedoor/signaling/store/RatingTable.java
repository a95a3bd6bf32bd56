package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.CALL;
import static dev.stagedoor.signaling.store.jooq.Tables.PERFORMER;
import static dev.stagedoor.signaling.store.jooq.Tables.RATING;

import dev.stagedoor.signaling.people.Rating;
import dev.stagedoor.signaling.people.RatingStore;
import dev.stagedoor.signaling.store.jooq.tables.records.CallRecord;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Ratings in {@code app.rating}, their sum and number in {@code app.performer}. */
public final class RatingTable implements RatingStore {
    private final Database database;

    /** @param database migrated */
    public RatingTable(Database database) {
        this.database = database;
    }

    @Override
    public Outcome rate(UUID callId, UUID viewerId, Rating rating) {
        return database.transaction(sql -> {
            // The lock makes two ratings of the same call follow each other, so that each sees the stars before it.
            CallRecord call = sql.selectFrom(CALL)
                    .where(CALL.ID.eq(callId))
                    .and(CALL.VIEWER_ID.eq(viewerId))
                    .forUpdate()
                    .fetchOne();
            if (call == null) {
                return new Outcome.NoSuchCall();
            }
            if (call.getEndedAt() == null || call.getActiveSince() == null) {
                return new Outcome.NotCompleted();
            }
            Integer starsBefore = starsBefore(sql, callId);
            upsert(sql, call, rating);
            count(sql, call.getPerformerId(), rating.stars(), starsBefore);
            return new Outcome.Rated(rating);
        });
    }

    private static @Nullable Integer starsBefore(DSLContext sql, UUID callId) {
        return sql.select(RATING.STARS)
                .from(RATING)
                .where(RATING.CALL_ID.eq(callId))
                .fetchOne(RATING.STARS);
    }

    private static void upsert(DSLContext sql, CallRecord call, Rating rating) {
        sql.insertInto(RATING)
                .set(RATING.CALL_ID, call.getId())
                .set(RATING.PERFORMER_ID, call.getPerformerId())
                .set(RATING.VIEWER_ID, call.getViewerId())
                .set(RATING.STARS, rating.stars())
                .set(RATING.TEXT, rating.text())
                .set(RATING.RATED_AT, Database.utc(rating.ratedAt()))
                .onConflict(RATING.CALL_ID)
                .doUpdate()
                .set(RATING.STARS, rating.stars())
                .set(RATING.TEXT, rating.text())
                .set(RATING.RATED_AT, Database.utc(rating.ratedAt()))
                .execute();
    }

    private static void count(DSLContext sql, UUID performerId, int stars, @Nullable Integer starsBefore) {
        sql.update(PERFORMER)
                .set(PERFORMER.RATING_SUM, PERFORMER.RATING_SUM.plus(stars - (starsBefore == null ? 0 : starsBefore)))
                .set(PERFORMER.RATING_COUNT, PERFORMER.RATING_COUNT.plus(starsBefore == null ? 1 : 0))
                .where(PERFORMER.ACCOUNT_ID.eq(performerId))
                .execute();
    }
}
