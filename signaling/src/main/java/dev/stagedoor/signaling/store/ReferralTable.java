package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.REFERRAL_NOTE;

import dev.stagedoor.signaling.ReferralDesk.Newcomer;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.Origin;
import dev.stagedoor.signaling.people.NewcomerStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** Notes of who came by a link, in {@code app.referral_note}. */
public final class ReferralTable implements NewcomerStore {
    private final Database database;

    /** @param database migrated */
    public ReferralTable(Database database) {
        this.database = database;
    }

    static void note(DSLContext sql, Account account, Origin origin) {
        sql.insertInto(REFERRAL_NOTE)
                .set(REFERRAL_NOTE.ACCOUNT_ID, account.id())
                .set(REFERRAL_NOTE.CODE, origin.code())
                .set(REFERRAL_NOTE.SEEN_AT, Database.utc(account.createdAt().minus(origin.followedAgo())))
                .set(REFERRAL_NOTE.REGISTERED_AT, Database.utc(account.createdAt()))
                .execute();
    }

    @Override
    public List<Newcomer> untold(int limit) {
        return database.query(sql -> sql.selectFrom(REFERRAL_NOTE)
                .where(REFERRAL_NOTE.TOLD_AT.isNull())
                .orderBy(REFERRAL_NOTE.REGISTERED_AT, REFERRAL_NOTE.ACCOUNT_ID)
                .limit(limit)
                .fetch(row -> new Newcomer(
                        row.getAccountId(),
                        row.getCode(),
                        row.getSeenAt().toInstant(),
                        row.getRegisteredAt().toInstant())));
    }

    @Override
    public void told(UUID accountId, Instant now) {
        database.query(sql -> sql.update(REFERRAL_NOTE)
                .set(REFERRAL_NOTE.TOLD_AT, Database.utc(now))
                .where(REFERRAL_NOTE.ACCOUNT_ID.eq(accountId))
                .execute());
    }
}
