package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.SIGNING_KEY;

import dev.stagedoor.signaling.identity.SigningKey;
import dev.stagedoor.signaling.identity.SigningKeyStore;
import java.time.Instant;
import java.util.List;

/** Signing keys in {@code app.signing_key}. */
public final class SigningKeyTable implements SigningKeyStore {
    private final Database database;

    /** @param database migrated */
    public SigningKeyTable(Database database) {
        this.database = database;
    }

    @Override
    public List<SigningKey> signingUntilAfter(Instant moment) {
        return database.query(sql -> sql.selectFrom(SIGNING_KEY)
                .where(SIGNING_KEY.SIGNS_UNTIL.gt(Database.utc(moment)))
                .orderBy(SIGNING_KEY.SIGNS_FROM, SIGNING_KEY.KID)
                .fetch(row -> new SigningKey(
                        row.getKid(),
                        row.getPrivateJwk(),
                        row.getCreatedAt().toInstant(),
                        row.getSignsFrom().toInstant(),
                        row.getSignsUntil().toInstant())));
    }

    @Override
    public void add(SigningKey key) {
        database.query(sql -> sql.insertInto(SIGNING_KEY)
                .set(SIGNING_KEY.KID, key.kid())
                .set(SIGNING_KEY.PRIVATE_JWK, key.privateJwk())
                .set(SIGNING_KEY.CREATED_AT, Database.utc(key.createdAt()))
                .set(SIGNING_KEY.SIGNS_FROM, Database.utc(key.signsFrom()))
                .set(SIGNING_KEY.SIGNS_UNTIL, Database.utc(key.signsUntil()))
                .execute());
    }
}
