package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.REFRESH_TOKEN;
import static dev.stagedoor.signaling.store.jooq.Tables.SESSION;

import dev.stagedoor.signaling.identity.Session;
import dev.stagedoor.signaling.identity.SessionStore;
import dev.stagedoor.signaling.identity.TokenDigest;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Sessions in {@code app.session}, the digests of their tokens in {@code app.refresh_token}. */
public final class SessionTable implements SessionStore {
    private final Database database;

    /** @param database migrated */
    public SessionTable(Database database) {
        this.database = database;
    }

    @Override
    public void open(Session session, TokenDigest token) {
        database.transaction(sql -> {
            sql.insertInto(SESSION)
                    .set(SESSION.ID, session.id())
                    .set(SESSION.ACCOUNT_ID, session.accountId())
                    .set(SESSION.CREATED_AT, Database.utc(session.createdAt()))
                    .set(SESSION.LAST_USED_AT, Database.utc(session.createdAt()))
                    .set(SESSION.EXPIRES_AT, Database.utc(session.expiresAt()))
                    .set(SESSION.USER_AGENT, session.userAgent())
                    .set(SESSION.ADDRESS, session.address())
                    .execute();
            return insertToken(sql, session.id(), token, session.createdAt());
        });
    }

    @Override
    public Rotation rotate(TokenDigest used, TokenDigest successor, Instant now, Instant expiresAt) {
        return database.transaction(sql -> {
            UUID sessionId = spend(sql, used, now);
            if (sessionId == null) {
                return refuse(sql, used, now);
            }
            UUID accountId = sql.update(SESSION)
                    .set(SESSION.LAST_USED_AT, Database.utc(now))
                    .set(SESSION.EXPIRES_AT, Database.utc(expiresAt))
                    .where(SESSION.ID.eq(sessionId))
                    .and(SESSION.ENDED_AT.isNull())
                    .and(SESSION.EXPIRES_AT.gt(Database.utc(now)))
                    .returning(SESSION.ACCOUNT_ID)
                    .fetchOne(SESSION.ACCOUNT_ID);
            if (accountId == null) {
                return new Rotation.Unusable();
            }
            insertToken(sql, sessionId, successor, now);
            return new Rotation.Rotated(sessionId, accountId);
        });
    }

    @Override
    public void end(TokenDigest token, Instant now) {
        database.transaction(sql -> {
            UUID sessionId = sessionOf(sql, token);
            return sessionId == null ? null : end(sql, sessionId, "SIGNED_OUT", now);
        });
    }

    @Override
    public void endOthers(UUID accountId, @Nullable UUID kept, Instant now) {
        database.query(sql -> sql.update(SESSION)
                .set(SESSION.ENDED_AT, Database.utc(now))
                .set(SESSION.ENDED_REASON, "SECOND_FACTOR")
                .where(SESSION.ACCOUNT_ID.eq(accountId))
                .and(kept == null ? DSL.noCondition() : SESSION.ID.ne(kept))
                .and(SESSION.ENDED_AT.isNull())
                .execute());
    }

    /** Marks a fresh token as used. The row lock of this update decides which of two simultaneous users was first. */
    private static @Nullable UUID spend(DSLContext sql, TokenDigest token, Instant now) {
        return sql.update(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.USED_AT, Database.utc(now))
                .where(REFRESH_TOKEN.TOKEN_SHA256.eq(token.bytes()))
                .and(REFRESH_TOKEN.USED_AT.isNull())
                .returning(REFRESH_TOKEN.SESSION_ID)
                .fetchOne(REFRESH_TOKEN.SESSION_ID);
    }

    private static Rotation refuse(DSLContext sql, TokenDigest token, Instant now) {
        UUID sessionId = sessionOf(sql, token);
        UUID accountId = sessionId == null ? null : end(sql, sessionId, "TOKEN_REUSED", now);
        return sessionId == null || accountId == null
                ? new Rotation.Unusable()
                : new Rotation.Reused(sessionId, accountId);
    }

    private static @Nullable UUID sessionOf(DSLContext sql, TokenDigest token) {
        return sql.select(REFRESH_TOKEN.SESSION_ID)
                .from(REFRESH_TOKEN)
                .where(REFRESH_TOKEN.TOKEN_SHA256.eq(token.bytes()))
                .fetchOne(REFRESH_TOKEN.SESSION_ID);
    }

    /** Ends a session that has not ended; whose it was, null if it had. */
    private static @Nullable UUID end(DSLContext sql, UUID sessionId, String reason, Instant now) {
        return sql.update(SESSION)
                .set(SESSION.ENDED_AT, Database.utc(now))
                .set(SESSION.ENDED_REASON, reason)
                .where(SESSION.ID.eq(sessionId))
                .and(SESSION.ENDED_AT.isNull())
                .returning(SESSION.ACCOUNT_ID)
                .fetchOne(SESSION.ACCOUNT_ID);
    }

    private static int insertToken(DSLContext sql, UUID sessionId, TokenDigest token, Instant now) {
        return sql.insertInto(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.TOKEN_SHA256, token.bytes())
                .set(REFRESH_TOKEN.SESSION_ID, sessionId)
                .set(REFRESH_TOKEN.ISSUED_AT, Database.utc(now))
                .execute();
    }
}
