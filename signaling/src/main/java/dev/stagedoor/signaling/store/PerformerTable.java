package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.signaling.store.jooq.Tables.PERFORMER;

import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.people.PerformerProfile;
import dev.stagedoor.signaling.people.PerformerSettings;
import dev.stagedoor.signaling.people.PerformerStore;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Performers in {@code app.performer}; name, bio and last sight in {@code app.account}. */
public final class PerformerTable implements PerformerStore {
    private final Database database;

    /** @param database migrated */
    public PerformerTable(Database database) {
        this.database = database;
    }

    @Override
    public PerformerProfile put(UUID performerId, PerformerSettings settings, Instant now) {
        PerformerProfile profile = database.transaction(sql -> {
            String name = sql.update(ACCOUNT)
                    .set(ACCOUNT.BIO, settings.bio())
                    .where(ACCOUNT.ID.eq(performerId))
                    .returning(ACCOUNT.DISPLAY_NAME)
                    .fetchOne(ACCOUNT.DISPLAY_NAME);
            upsert(sql, performerId, Objects.requireNonNull(name, "no account " + performerId), settings, now);
            return find(sql, performerId);
        });
        return Objects.requireNonNull(profile, "just written");
    }

    private static void upsert(DSLContext sql, UUID performerId, String name, PerformerSettings settings, Instant now) {
        sql.insertInto(PERFORMER)
                .set(PERFORMER.ACCOUNT_ID, performerId)
                .set(PERFORMER.SORT_NAME, AccountTable.sortName(name))
                .set(PERFORMER.AUDIO_RATE_MINOR, settings.audioRate().amountMinor())
                .set(PERFORMER.VIDEO_RATE_MINOR, settings.videoRate().amountMinor())
                .set(PERFORMER.RATE_CURRENCY, settings.videoRate().currency())
                .set(PERFORMER.INCREMENT, settings.increment().name())
                .set(PERFORMER.UPDATED_AT, Database.utc(now))
                .onConflict(PERFORMER.ACCOUNT_ID)
                .doUpdate()
                .set(PERFORMER.AUDIO_RATE_MINOR, settings.audioRate().amountMinor())
                .set(PERFORMER.VIDEO_RATE_MINOR, settings.videoRate().amountMinor())
                .set(PERFORMER.RATE_CURRENCY, settings.videoRate().currency())
                .set(PERFORMER.INCREMENT, settings.increment().name())
                .set(PERFORMER.UPDATED_AT, Database.utc(now))
                .execute();
    }

    @Override
    public @Nullable PerformerProfile find(UUID performerId) {
        return database.query(sql -> find(sql, performerId));
    }

    @Override
    public Page<PerformerProfile> list(Selection selection, @Nullable String cursor, int limit) {
        Cursor after = Cursor.parse(cursor);
        Condition beyond = after == null
                ? DSL.noCondition()
                : after.onlyOurs(
                        DSL.row(PERFORMER.SORT_NAME, PERFORMER.ACCOUNT_ID).gt(after.name(), after.id()));
        return Cursor.page(
                database.query(sql -> select(sql, selected(selection))
                        .and(beyond)
                        .orderBy(PERFORMER.SORT_NAME, PERFORMER.ACCOUNT_ID)
                        .limit(limit + 1)
                        .fetch()),
                limit,
                PerformerTable::profile,
                profile -> new Cursor(AccountTable.sortName(profile.displayName()), profile.id()));
    }

    @Override
    public void seen(UUID accountId, Instant at) {
        database.query(sql -> sql.update(ACCOUNT)
                .set(ACCOUNT.LAST_SEEN_AT, DSL.greatest(ACCOUNT.LAST_SEEN_AT, DSL.val(Database.utc(at))))
                .where(ACCOUNT.ID.eq(accountId))
                .execute());
    }

    private static Condition selected(Selection selection) {
        return switch (selection) {
            case Selection.All() -> DSL.noCondition();
            case Selection.Only(var ids) -> PERFORMER.ACCOUNT_ID.eq(DSL.any(ids.toArray(UUID[]::new)));
            case Selection.Except(var ids) -> PERFORMER.ACCOUNT_ID.ne(DSL.all(ids.toArray(UUID[]::new)));
        };
    }

    private static @Nullable PerformerProfile find(DSLContext sql, UUID performerId) {
        return select(sql, PERFORMER.ACCOUNT_ID.eq(performerId)).fetchOne(PerformerTable::profile);
    }

    private static SelectConditionStep<Record> select(DSLContext sql, Condition condition) {
        return sql.select(PERFORMER.fields())
                .select(ACCOUNT.DISPLAY_NAME, ACCOUNT.BIO, ACCOUNT.LAST_SEEN_AT)
                .from(PERFORMER)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(PERFORMER.ACCOUNT_ID))
                .where(condition);
    }

    private static PerformerProfile profile(Record row) {
        String currency = row.get(PERFORMER.RATE_CURRENCY);
        return new PerformerProfile(
                row.get(PERFORMER.ACCOUNT_ID),
                row.get(ACCOUNT.DISPLAY_NAME),
                row.get(ACCOUNT.BIO),
                new Money(row.get(PERFORMER.AUDIO_RATE_MINOR), currency),
                new Money(row.get(PERFORMER.VIDEO_RATE_MINOR), currency),
                Increment.valueOf(row.get(PERFORMER.INCREMENT)),
                Database.instant(row.get(ACCOUNT.LAST_SEEN_AT)),
                row.get(PERFORMER.RATING_SUM),
                row.get(PERFORMER.RATING_COUNT));
    }
}
