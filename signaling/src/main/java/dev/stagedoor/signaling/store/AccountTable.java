package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.signaling.store.jooq.Tables.PERFORMER;

import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.identity.EmailAddress;
import dev.stagedoor.signaling.identity.Origin;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.store.jooq.tables.records.AccountRecord;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Accounts in {@code app.account}. */
public final class AccountTable implements AccountStore {
    private final Database database;

    /** @param database migrated */
    public AccountTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(Account account, String passwordHash, @Nullable Origin origin) {
        return database.transaction(sql -> {
            boolean added = insert(sql, account, passwordHash);
            if (added && origin != null) {
                ReferralTable.note(sql, account, origin);
            }
            return added;
        });
    }

    private static boolean insert(DSLContext sql, Account account, String passwordHash) {
        return sql.insertInto(ACCOUNT)
                        .set(ACCOUNT.ID, account.id())
                        .set(ACCOUNT.EMAIL, account.email())
                        .set(ACCOUNT.EMAIL_KEY, new EmailAddress(account.email()).key())
                        .set(ACCOUNT.DISPLAY_NAME, account.displayName())
                        .set(ACCOUNT.BIO, account.bio())
                        .set(ACCOUNT.DATE_OF_BIRTH, account.dateOfBirth())
                        .set(
                                ACCOUNT.ROLES,
                                account.roles().stream()
                                        .map(Role::name)
                                        .sorted()
                                        .toArray(String[]::new))
                        .set(ACCOUNT.PASSWORD_HASH, passwordHash)
                        .set(ACCOUNT.CREATED_AT, Database.utc(account.createdAt()))
                        .onConflict(ACCOUNT.EMAIL_KEY)
                        .doNothing()
                        .execute()
                == 1;
    }

    @Override
    public @Nullable Credential credential(EmailAddress email) {
        AccountRecord row = database.query(sql -> sql.fetchOne(ACCOUNT, ACCOUNT.EMAIL_KEY.eq(email.key())));
        return row == null ? null : new Credential(account(row), row.getPasswordHash());
    }

    @Override
    public @Nullable Account find(UUID accountId) {
        AccountRecord row = database.query(sql -> sql.fetchOne(ACCOUNT, ACCOUNT.ID.eq(accountId)));
        return row == null ? null : account(row);
    }

    @Override
    public @Nullable Account updateProfile(UUID accountId, ProfileChange change) {
        String displayName = change.displayName();
        AccountRecord row = database.transaction(sql -> {
            AccountRecord found = sql.selectFrom(ACCOUNT)
                    .where(ACCOUNT.ID.eq(accountId))
                    .forUpdate()
                    .fetchOne();
            if (found == null) {
                return null;
            }
            if (displayName != null) {
                found.setDisplayName(displayName);
                sql.update(PERFORMER)
                        .set(PERFORMER.SORT_NAME, sortName(displayName))
                        .where(PERFORMER.ACCOUNT_ID.eq(accountId))
                        .execute();
            }
            if (change.bio() != null) {
                found.setBio(change.bio());
            }
            if (change.locale() != null) {
                found.setLocale(change.locale());
            }
            found.store();
            return found;
        });
        return row == null ? null : account(row);
    }

    @Override
    public Map<UUID, String> displayNames(Collection<UUID> accountIds) {
        if (accountIds.isEmpty()) {
            return Map.of();
        }
        return database.query(sql -> sql.select(ACCOUNT.ID, ACCOUNT.DISPLAY_NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.in(accountIds))
                .fetchMap(ACCOUNT.ID, ACCOUNT.DISPLAY_NAME));
    }

    @Override
    public Page<Account> search(@Nullable String query, @Nullable String cursor, int limit) {
        Cursor after = Cursor.parse(cursor);
        Condition matches = query == null ? DSL.noCondition() : matching(query.strip());
        return Cursor.page(
                database.query(sql -> sql.selectFrom(ACCOUNT)
                        .where(matches)
                        .and(Cursor.before(after, ACCOUNT.ID))
                        .orderBy(ACCOUNT.ID.desc())
                        .limit(limit + 1)
                        .fetch()),
                limit,
                AccountTable::account,
                account -> new Cursor("", account.id()));
    }

    @Override
    public List<Account> named(String query, Role role, int limit) {
        return database.query(sql -> sql.selectFrom(ACCOUNT)
                .where(ACCOUNT.DISPLAY_NAME.containsIgnoreCase(query))
                .and(DSL.val(role.name()).eq(DSL.any(ACCOUNT.ROLES)))
                .orderBy(ACCOUNT.DISPLAY_NAME, ACCOUNT.ID)
                .limit(limit)
                .fetch(AccountTable::account));
    }

    private static Condition matching(String query) {
        Condition named = ACCOUNT.EMAIL_KEY
                .contains(query.toLowerCase(Locale.ROOT))
                .or(ACCOUNT.DISPLAY_NAME.containsIgnoreCase(query));
        try {
            return named.or(ACCOUNT.ID.eq(UUID.fromString(query)));
        } catch (IllegalArgumentException notAnId) {
            return named;
        }
    }

    static String sortName(String displayName) {
        return displayName.toLowerCase(Locale.ROOT);
    }

    static Account account(AccountRecord row) {
        return new Account(
                row.getId(),
                row.getEmail(),
                row.getDisplayName(),
                row.getBio(),
                Arrays.stream(row.getRoles()).map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
                row.getDateOfBirth(),
                row.getCreatedAt().toInstant(),
                row.getLocale());
    }
}
