package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.CASE_ANSWER;
import static dev.stagedoor.billing.store.jooq.Tables.CHARGEBACK;

import dev.stagedoor.billing.disputes.AnswerStore;
import dev.stagedoor.billing.disputes.CaseAnswer;
import dev.stagedoor.billing.disputes.CaseLetter;
import dev.stagedoor.billing.disputes.Chargeback;
import dev.stagedoor.billing.store.jooq.tables.records.CaseAnswerRecord;
import dev.stagedoor.billing.store.jooq.tables.records.ChargebackRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Answers to banks in PostgreSQL. */
public final class PostgresAnswers implements AnswerStore {
    private final Database database;

    public PostgresAnswers(Database database) {
        this.database = database;
    }

    @Override
    public @Nullable Chargeback chargeback(UUID id) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            ChargebackRecord row = sql.fetchOne(CHARGEBACK, CHARGEBACK.ID.eq(id));
            return row == null ? null : ClaimPages.chargeback(row, AnswerRows.newestOf(sql, List.of(id)));
        });
    }

    @Override
    public boolean keep(UUID id, UUID chargebackId, UUID answeredBy, CaseLetter letter, Instant now) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            // Under the case's lock, so that the bank decides before or after.
            ChargebackRecord row = sql.selectFrom(CHARGEBACK)
                    .where(CHARGEBACK.ID.eq(chargebackId))
                    .forUpdate()
                    .fetchSingle();
            CaseAnswerRecord before = sql.fetchOne(CASE_ANSWER, CASE_ANSWER.ID.eq(id));
            if (before != null) {
                return before.getChargebackId().equals(chargebackId);
            }
            return row.getStage().equals(Chargeback.Stage.OPENED.name())
                    && sql.insertInto(CASE_ANSWER)
                                    .set(CASE_ANSWER.ID, id)
                                    .set(CASE_ANSWER.CHARGEBACK_ID, chargebackId)
                                    .set(CASE_ANSWER.ANSWERED_BY, answeredBy)
                                    .set(CASE_ANSWER.LETTER, AnswerRows.json(letter))
                                    .set(CASE_ANSWER.MADE_AT, Instants.utc(now))
                                    .onConflictDoNothing()
                                    .execute()
                            == 1;
        });
    }

    @Override
    public List<Errand> toSend(int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .select()
                .from(CASE_ANSWER)
                .join(CHARGEBACK)
                .on(CHARGEBACK.ID.eq(CASE_ANSWER.CHARGEBACK_ID))
                .where(CASE_ANSWER.STATE.eq(CaseAnswer.State.TO_SEND.name()))
                .orderBy(CASE_ANSWER.ASKED_AT.asc().nullsFirst(), CASE_ANSWER.ID)
                .limit(limit)
                .fetch(row -> {
                    CaseAnswer answer = AnswerRows.answer(row.into(CASE_ANSWER));
                    ChargebackRecord of = row.into(CHARGEBACK);
                    return new Errand(ClaimPages.chargeback(of, Map.of(of.getId(), answer)), answer);
                }));
    }

    @Override
    public void sent(UUID id, Instant now) {
        close(id, CaseAnswer.State.SENT, "", Instants.utc(now));
    }

    @Override
    public void byHand(UUID id, String said) {
        close(id, CaseAnswer.State.BY_HAND, said, null);
    }

    private void close(UUID id, CaseAnswer.State state, String said, @Nullable OffsetDateTime sentAt) {
        database.transact(transaction -> transaction
                .sql()
                .update(CASE_ANSWER)
                .set(CASE_ANSWER.STATE, state.name())
                .set(CASE_ANSWER.SAID, said)
                .set(CASE_ANSWER.SENT_AT, sentAt)
                .where(CASE_ANSWER.ID.eq(id))
                .and(CASE_ANSWER.STATE.eq(CaseAnswer.State.TO_SEND.name()))
                .execute());
    }

    @Override
    public void asked(UUID id, Instant now) {
        database.transact(transaction -> transaction
                .sql()
                .update(CASE_ANSWER)
                .set(CASE_ANSWER.ASKED_AT, Instants.utc(now))
                .where(CASE_ANSWER.ID.eq(id))
                .and(CASE_ANSWER.STATE.eq(CaseAnswer.State.TO_SEND.name()))
                .execute());
    }
}
