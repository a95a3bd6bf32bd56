package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.RECOVERY_CODE;
import static dev.stagedoor.signaling.store.jooq.Tables.SECOND_FACTOR;

import dev.stagedoor.signaling.identity.SecondFactorStore;
import dev.stagedoor.signaling.identity.TokenDigest;
import dev.stagedoor.signaling.store.jooq.tables.records.SecondFactorRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Second factors in {@code app.second_factor}, the digests of recovery codes in {@code app.recovery_code}. */
public final class SecondFactorTable implements SecondFactorStore {
    private final Database database;

    /** @param database migrated */
    public SecondFactorTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean begin(UUID accountId, byte[] sealedSecret, Instant now) {
        return database.query(sql -> sql.insertInto(SECOND_FACTOR)
                        .set(SECOND_FACTOR.ACCOUNT_ID, accountId)
                        .set(SECOND_FACTOR.SEALED_SECRET, sealedSecret)
                        .set(SECOND_FACTOR.BEGUN_AT, Database.utc(now))
                        .onConflict(SECOND_FACTOR.ACCOUNT_ID)
                        .doUpdate()
                        .set(SECOND_FACTOR.SEALED_SECRET, sealedSecret)
                        .set(SECOND_FACTOR.BEGUN_AT, Database.utc(now))
                        .where(SECOND_FACTOR.CONFIRMED_AT.isNull())
                        .execute())
                == 1;
    }

    @Override
    public @Nullable Kept find(UUID accountId) {
        return database.query(sql -> {
            SecondFactorRecord row = sql.fetchOne(SECOND_FACTOR, SECOND_FACTOR.ACCOUNT_ID.eq(accountId));
            return row == null ? null : kept(row);
        });
    }

    @Override
    public boolean confirm(UUID accountId, long step, Collection<TokenDigest> recoveryCodes, Instant now) {
        return database.transaction(sql -> {
            int confirmed = sql.update(SECOND_FACTOR)
                    .set(SECOND_FACTOR.CONFIRMED_AT, Database.utc(now))
                    .set(SECOND_FACTOR.LAST_STEP, step)
                    .where(SECOND_FACTOR.ACCOUNT_ID.eq(accountId))
                    .and(SECOND_FACTOR.CONFIRMED_AT.isNull())
                    .execute();
            if (confirmed == 1) {
                insert(sql, accountId, recoveryCodes);
            }
            return confirmed == 1;
        });
    }

    /** The row lock of this update decides which of two simultaneous users of a code was first. */
    @Override
    public boolean spendStep(UUID accountId, long step) {
        return database.query(sql -> sql.update(SECOND_FACTOR)
                        .set(SECOND_FACTOR.LAST_STEP, step)
                        .where(SECOND_FACTOR.ACCOUNT_ID.eq(accountId))
                        .and(SECOND_FACTOR.LAST_STEP.lt(step))
                        .execute())
                == 1;
    }

    @Override
    public boolean spendCode(UUID accountId, TokenDigest code, Instant now) {
        return database.query(sql -> sql.update(RECOVERY_CODE)
                        .set(RECOVERY_CODE.USED_AT, Database.utc(now))
                        .where(RECOVERY_CODE.ACCOUNT_ID.eq(accountId))
                        .and(RECOVERY_CODE.CODE_SHA256.eq(code.bytes()))
                        .and(RECOVERY_CODE.USED_AT.isNull())
                        .execute())
                == 1;
    }

    @Override
    public int codesLeft(UUID accountId) {
        return database.query(sql -> sql.fetchCount(
                RECOVERY_CODE, RECOVERY_CODE.ACCOUNT_ID.eq(accountId).and(RECOVERY_CODE.USED_AT.isNull())));
    }

    @Override
    public void replaceCodes(UUID accountId, Collection<TokenDigest> recoveryCodes) {
        database.transaction(sql -> {
            sql.deleteFrom(RECOVERY_CODE)
                    .where(RECOVERY_CODE.ACCOUNT_ID.eq(accountId))
                    .execute();
            return insert(sql, accountId, recoveryCodes);
        });
    }

    @Override
    public boolean remove(UUID accountId) {
        return database.query(sql -> sql.deleteFrom(SECOND_FACTOR)
                        .where(SECOND_FACTOR.ACCOUNT_ID.eq(accountId))
                        .execute())
                == 1;
    }

    @Override
    public List<Kept> all() {
        return database.query(sql -> sql.selectFrom(SECOND_FACTOR).fetch(SecondFactorTable::kept));
    }

    @Override
    public void reseal(UUID accountId, byte[] sealedSecret) {
        database.query(sql -> sql.update(SECOND_FACTOR)
                .set(SECOND_FACTOR.SEALED_SECRET, sealedSecret)
                .where(SECOND_FACTOR.ACCOUNT_ID.eq(accountId))
                .execute());
    }

    private static int insert(DSLContext sql, UUID accountId, Collection<TokenDigest> codes) {
        codes.forEach(code -> sql.insertInto(RECOVERY_CODE)
                .set(RECOVERY_CODE.ACCOUNT_ID, accountId)
                .set(RECOVERY_CODE.CODE_SHA256, code.bytes())
                .execute());
        return codes.size();
    }

    private static Kept kept(SecondFactorRecord row) {
        return new Kept(row.getAccountId(), row.getSealedSecret(), Database.instant(row.getConfirmedAt()));
    }
}
