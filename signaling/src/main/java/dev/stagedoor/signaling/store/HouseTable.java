package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.signaling.store.jooq.Tables.SESSION;

import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.store.jooq.tables.records.AccountRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Changes to accounts that only whoever runs the machine makes. Each ends the person's sessions in the same transaction. */
public final class HouseTable {
    private final Database database;

    /** @param database migrated */
    public HouseTable(Database database) {
        this.database = database;
    }

    /** Everybody who has one of these roles, by address. */
    public List<Account> having(Collection<Role> roles) {
        return database.query(sql -> sql.selectFrom(ACCOUNT)
                .where(DSL.arrayOverlap(ACCOUNT.ROLES, names(roles)))
                .orderBy(ACCOUNT.EMAIL_KEY)
                .fetch(AccountTable::account));
    }

    /** Changes a person's roles, from what they are at that moment. */
    public void changeRoles(UUID accountId, UnaryOperator<Set<Role>> change, Instant now) {
        database.transaction(sql -> {
            AccountRecord row = sql.selectFrom(ACCOUNT)
                    .where(ACCOUNT.ID.eq(accountId))
                    .forUpdate()
                    .fetchSingle();
            row.setRoles(names(change.apply(AccountTable.account(row).roles())));
            row.store();
            return endAll(sql, accountId, "ROLES", now);
        });
    }

    /** @param hash Argon2id in the PHC string format */
    public void setPassword(UUID accountId, String hash, Instant now) {
        database.transaction(sql -> {
            sql.update(ACCOUNT)
                    .set(ACCOUNT.PASSWORD_HASH, hash)
                    .where(ACCOUNT.ID.eq(accountId))
                    .execute();
            return endAll(sql, accountId, "PASSWORD", now);
        });
    }

    private static int endAll(DSLContext sql, UUID accountId, String reason, Instant now) {
        return sql.update(SESSION)
                .set(SESSION.ENDED_AT, Database.utc(now))
                .set(SESSION.ENDED_REASON, reason)
                .where(SESSION.ACCOUNT_ID.eq(accountId))
                .and(SESSION.ENDED_AT.isNull())
                .execute();
    }

    private static String[] names(Collection<Role> roles) {
        return roles.stream().map(Role::name).sorted().toArray(String[]::new);
    }
}
