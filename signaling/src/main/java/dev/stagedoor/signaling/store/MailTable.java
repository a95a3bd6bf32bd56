package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.signaling.store.jooq.Tables.MAIL;

import dev.stagedoor.signaling.MailCarrier.Letter;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.mail.Draft;
import dev.stagedoor.signaling.mail.Mail;
import dev.stagedoor.signaling.mail.MailState;
import dev.stagedoor.signaling.mail.MailStore;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Mail in {@code app.mail}; addresses are read from {@code app.account} when they are needed. */
public final class MailTable implements MailStore {
    /** What may be listed by the thousand: all but the texts. */
    private static final List<Field<?>> SHOWN = List.of(
            MAIL.ID,
            MAIL.KIND,
            MAIL.STATE,
            MAIL.ACCOUNT_ID,
            ACCOUNT.EMAIL,
            MAIL.LOCALE,
            MAIL.SUBJECT,
            MAIL.CREATED_AT,
            MAIL.ATTEMPTS,
            MAIL.NEXT_ATTEMPT_AT,
            MAIL.SETTLED_AT,
            MAIL.LAST_ERROR);

    private static final int LONGEST_ERROR = 500;

    private final Database database;

    /** @param database migrated */
    public MailTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(UUID id, Draft draft, boolean waiting, Instant now) {
        OffsetDateTime at = Database.utc(now);
        return database.query(sql -> sql.insertInto(MAIL)
                        .columns(
                                MAIL.ID,
                                MAIL.KEY,
                                MAIL.ACCOUNT_ID,
                                MAIL.KIND,
                                MAIL.LOCALE,
                                MAIL.SUBJECT,
                                MAIL.PLAIN_TEXT,
                                MAIL.HTML,
                                MAIL.STATE,
                                MAIL.CREATED_AT,
                                MAIL.NEXT_ATTEMPT_AT)
                        .select(sql.select(
                                        DSL.val(id),
                                        DSL.val(draft.key()),
                                        ACCOUNT.ID,
                                        DSL.val(draft.kind()),
                                        DSL.val(draft.locale()),
                                        DSL.val(draft.subject()),
                                        DSL.val(draft.plainText()),
                                        DSL.val(draft.html()),
                                        DSL.val((waiting ? MailState.WAITING : MailState.KEPT).name()),
                                        DSL.val(at),
                                        DSL.val(waiting ? at : null, MAIL.NEXT_ATTEMPT_AT))
                                .from(ACCOUNT)
                                .where(ACCOUNT.ID.eq(draft.accountId())))
                        .onConflict(MAIL.KEY)
                        .doNothing()
                        .execute()
                == 1);
    }

    @Override
    public @Nullable Claim claim(Instant now, Instant until) {
        return database.transaction(sql -> {
            UUID id = sql.select(MAIL.ID)
                    .from(MAIL)
                    .where(MAIL.STATE.eq(MailState.WAITING.name()))
                    .and(MAIL.NEXT_ATTEMPT_AT.le(Database.utc(now)))
                    .and(MAIL.CLAIMED_UNTIL.isNull().or(MAIL.CLAIMED_UNTIL.le(Database.utc(now))))
                    .orderBy(MAIL.NEXT_ATTEMPT_AT, MAIL.ID)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOne(MAIL.ID);
            return id == null ? null : claim(sql, id, until);
        });
    }

    private static @Nullable Claim claim(DSLContext sql, UUID id, Instant until) {
        sql.update(MAIL)
                .set(MAIL.ATTEMPTS, MAIL.ATTEMPTS.plus(1))
                .set(MAIL.CLAIMED_UNTIL, Database.utc(until))
                .where(MAIL.ID.eq(id))
                .execute();
        return sql.select(MAIL.fields())
                .select(ACCOUNT.EMAIL)
                .from(MAIL)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(MAIL.ACCOUNT_ID))
                .where(MAIL.ID.eq(id))
                .fetchOne(row -> new Claim(
                        new Letter(
                                id,
                                row.get(ACCOUNT.EMAIL),
                                row.get(MAIL.LOCALE),
                                row.get(MAIL.SUBJECT),
                                row.get(MAIL.PLAIN_TEXT),
                                row.get(MAIL.HTML),
                                row.get(MAIL.CREATED_AT).toInstant()),
                        row.get(MAIL.ATTEMPTS)));
    }

    @Override
    public void sent(UUID id, Instant now) {
        // Whoever else thinks otherwise is wrong: the server has taken it.
        database.query(sql -> settle(sql, MAIL.ID.eq(id), MailState.SENT, "", now));
    }

    @Override
    public void fail(Claim claim, String error, Instant now) {
        database.query(sql -> settle(sql, isOf(claim), MailState.FAILED, error, now));
    }

    private static int settle(DSLContext sql, Condition which, MailState state, String error, Instant now) {
        return sql.update(MAIL)
                .set(MAIL.STATE, state.name())
                .set(MAIL.SETTLED_AT, Database.utc(now))
                .setNull(MAIL.NEXT_ATTEMPT_AT)
                .setNull(MAIL.CLAIMED_UNTIL)
                .set(MAIL.LAST_ERROR, error.isEmpty() ? MAIL.LAST_ERROR : DSL.val(shortened(error)))
                .where(which)
                .execute();
    }

    @Override
    public void tryAgain(Claim claim, String error, Instant at) {
        database.query(sql -> sql.update(MAIL)
                .set(MAIL.NEXT_ATTEMPT_AT, Database.utc(at))
                .setNull(MAIL.CLAIMED_UNTIL)
                .set(MAIL.LAST_ERROR, shortened(error))
                .where(isOf(claim))
                .execute());
    }

    private static Condition isOf(Claim claim) {
        return MAIL.ID
                .eq(claim.letter().id())
                .and(MAIL.STATE.eq(MailState.WAITING.name()))
                .and(MAIL.ATTEMPTS.eq(claim.attempt()));
    }

    private static String shortened(String error) {
        return error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }

    @Override
    public boolean renew(UUID id, Instant now) {
        // A claim stays: whoever is at it now is not joined by a second.
        return database.query(sql -> sql.update(MAIL)
                        .set(MAIL.STATE, MailState.WAITING.name())
                        .set(
                                MAIL.ATTEMPTS,
                                DSL.when(MAIL.CLAIMED_UNTIL.isNull(), 0).otherwise(MAIL.ATTEMPTS))
                        .set(MAIL.NEXT_ATTEMPT_AT, Database.utc(now))
                        .setNull(MAIL.SETTLED_AT)
                        .where(MAIL.ID.eq(id))
                        .and(MAIL.STATE.ne(MailState.SENT.name()))
                        .execute()
                == 1);
    }

    @Override
    public Page<Mail> page(@Nullable MailState state, @Nullable String cursor, int limit) {
        Cursor after = Cursor.parse(cursor);
        return Cursor.page(
                database.query(sql -> select(sql)
                        .where(state == null ? DSL.noCondition() : MAIL.STATE.eq(state.name()))
                        .and(Cursor.before(after, MAIL.ID))
                        .orderBy(MAIL.ID.desc())
                        .limit(limit + 1)
                        .fetch()),
                limit,
                MailTable::mail,
                mail -> new Cursor("", mail.mailId()));
    }

    private static SelectOnConditionStep<Record> select(DSLContext sql, Field<?>... more) {
        return sql.select(SHOWN).select(more).from(MAIL).join(ACCOUNT).on(ACCOUNT.ID.eq(MAIL.ACCOUNT_ID));
    }

    @Override
    public @Nullable Content find(UUID id) {
        return database.query(sql -> select(sql, MAIL.PLAIN_TEXT)
                .where(MAIL.ID.eq(id))
                .fetchOne(row -> new Content(mail(row), row.get(MAIL.PLAIN_TEXT))));
    }

    @Override
    public Map<MailState, Integer> counts() {
        Map<MailState, Integer> counts = new EnumMap<>(MailState.class);
        database.query(sql -> sql.select(MAIL.STATE, DSL.count())
                        .from(MAIL)
                        .groupBy(MAIL.STATE)
                        .fetch())
                .forEach(row -> counts.put(MailState.valueOf(row.value1()), row.value2()));
        return counts;
    }

    @Override
    public int deleteOld(Instant before, int kept) {
        return database.query(sql -> sql.deleteFrom(MAIL)
                .where(DSL.coalesce(MAIL.SETTLED_AT, MAIL.CREATED_AT).lt(Database.utc(before)))
                .or(MAIL.ID.in(DSL.select(MAIL.ID)
                        .from(MAIL)
                        .where(MAIL.STATE.eq(MailState.KEPT.name()))
                        .orderBy(MAIL.ID.desc())
                        .offset(kept)))
                .execute());
    }

    private static Mail mail(Record row) {
        OffsetDateTime next = row.get(MAIL.NEXT_ATTEMPT_AT);
        OffsetDateTime settled = row.get(MAIL.SETTLED_AT);
        return new Mail(
                row.get(MAIL.ID),
                row.get(MAIL.KIND),
                MailState.valueOf(row.get(MAIL.STATE)),
                row.get(MAIL.ACCOUNT_ID),
                row.get(ACCOUNT.EMAIL),
                row.get(MAIL.LOCALE),
                row.get(MAIL.SUBJECT),
                row.get(MAIL.CREATED_AT).toInstant(),
                row.get(MAIL.ATTEMPTS),
                next == null ? null : next.toInstant(),
                settled == null ? null : settled.toInstant(),
                row.get(MAIL.LAST_ERROR));
    }
}
