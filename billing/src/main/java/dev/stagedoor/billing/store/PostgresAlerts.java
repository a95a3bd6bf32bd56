package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ALERT;

import dev.stagedoor.billing.audit.Alert;
import dev.stagedoor.billing.audit.AlertStore;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Alerts in PostgreSQL, which writes them itself; of two nodes one gets each. */
public final class PostgresAlerts implements AlertStore {
    private final Database database;

    public PostgresAlerts(Database database) {
        this.database = database;
    }

    @Override
    public @Nullable Claim claim(Instant now, Instant until) {
        return database.transact(transaction -> transaction
                .sql()
                .update(ALERT)
                .set(ALERT.ATTEMPTS, ALERT.ATTEMPTS.plus(1))
                .set(ALERT.DUE_AT, Instants.utc(until))
                .where(ALERT.ID.eq(DSL.select(ALERT.ID)
                        .from(ALERT)
                        .where(ALERT.DUE_AT.le(Instants.utc(now)))
                        .orderBy(ALERT.DUE_AT, ALERT.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returning()
                .fetchOne(row -> new Claim(
                        new Alert(
                                row.getId(),
                                Alert.Kind.valueOf(row.getKind()),
                                row.getSubject(),
                                row.getWords(),
                                row.getRaisedAt().toInstant()),
                        row.getAttempts())));
    }

    @Override
    public void told(Claim claim, Instant now) {
        settle(ALERT.ID.eq(claim.alert().id()).and(ALERT.DUE_AT.isNotNull()), "", now);
    }

    @Override
    public void tryAgain(Claim claim, String error, Instant at) {
        database.transact(transaction -> transaction
                .sql()
                .update(ALERT)
                .set(ALERT.DUE_AT, Instants.utc(at))
                .set(ALERT.LAST_ERROR, error)
                .where(stillOf(claim))
                .execute());
    }

    @Override
    public void giveUp(Claim claim, String error, Instant now) {
        settle(stillOf(claim), error, now);
    }

    @Override
    public int settleAll(Instant now) {
        return settle(ALERT.DUE_AT.isNotNull(), "there was nobody to tell", now);
    }

    @Override
    public int deleteSettled(Instant before) {
        return database.transact(transaction -> transaction
                .sql()
                .deleteFrom(ALERT)
                .where(ALERT.SETTLED_AT.lt(Instants.utc(before)))
                .execute());
    }

    private int settle(Condition which, String error, Instant now) {
        return database.transact(transaction -> transaction
                .sql()
                .update(ALERT)
                .set(ALERT.DUE_AT, (OffsetDateTime) null)
                .set(ALERT.SETTLED_AT, Instants.utc(now))
                .set(ALERT.LAST_ERROR, error)
                .where(which)
                .execute());
    }

    private static Condition stillOf(Claim claim) {
        return ALERT.ID.eq(claim.alert().id()).and(ALERT.DUE_AT.isNotNull()).and(ALERT.ATTEMPTS.eq(claim.attempt()));
    }
}
