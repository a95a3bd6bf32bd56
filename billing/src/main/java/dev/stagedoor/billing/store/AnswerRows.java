package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.CASE_ANSWER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.billing.disputes.CaseAnswer;
import dev.stagedoor.billing.disputes.CaseLetter;
import dev.stagedoor.billing.store.jooq.tables.records.CaseAnswerRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Answers to banks as rows. */
final class AnswerRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerRows() {}

    /** By chargeback. */
    static Map<UUID, CaseAnswer> newestOf(DSLContext sql, Collection<UUID> chargebacks) {
        Map<UUID, CaseAnswer> newest = new HashMap<>();
        sql.selectFrom(CASE_ANSWER)
                .where(CASE_ANSWER.CHARGEBACK_ID.in(chargebacks))
                .orderBy(CASE_ANSWER.MADE_AT)
                .forEach(row -> newest.put(row.getChargebackId(), answer(row)));
        return newest;
    }

    static CaseAnswer answer(CaseAnswerRecord row) {
        return new CaseAnswer(
                row.getId(),
                row.getAnsweredBy(),
                letter(row.getLetter()),
                CaseAnswer.State.valueOf(row.getState()),
                row.getSaid(),
                row.getMadeAt().toInstant(),
                Instants.instant(row.getSentAt()));
    }

    static JSONB json(CaseLetter letter) {
        try {
            return JSONB.valueOf(JSON.writeValueAsString(letter));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a letter cannot be written", e);
        }
    }

    private static CaseLetter letter(JSONB json) {
        try {
            return JSON.readValue(json.data(), CaseLetter.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a letter in the database cannot be read", e);
        }
    }
}
