package dev.stagedoor.billing.disputes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.approval.Matter;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.payments.AnswerOutcome;
import dev.stagedoor.billing.payments.DisputeAnswer;
import dev.stagedoor.billing.payments.ProviderApi;
import dev.stagedoor.billing.payments.Providers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers banks that take payments back. An answer is written down with what it says before the provider hears of it, and sent
 * until the provider takes it or refuses it; its id is what keeps it single there. No money moves by it, so one person will do.
 */
public final class CaseAnswers {
    /** The longest statement that every provider takes whole. */
    public static final int STATEMENT_LENGTH_MAXIMUM = 900;

    private static final int STATEMENT_LENGTH_MINIMUM = 3;
    private static final int ANSWERS_PER_RUN = 200;
    private static final Logger LOG = LoggerFactory.getLogger(CaseAnswers.class);

    private final AnswerStore store;
    private final Disputes disputes;
    private final Providers providers;
    private final Concerned concerned;
    private final Function<CaseLetter, byte[]> paper;
    private final InstantSource clock;

    /**
     * @param concerned who answers none of it
     * @param paper writes a letter as a PDF
     */
    public CaseAnswers(
            AnswerStore store,
            Disputes disputes,
            Providers providers,
            Concerned concerned,
            Function<CaseLetter, byte[]> paper,
            InstantSource clock) {
        this.store = store;
        this.disputes = disputes;
        this.providers = providers;
        this.concerned = concerned;
        this.paper = paper;
        this.clock = clock;
    }

    /** Whether cases at that provider can be answered here. */
    public boolean canAnswer(String provider) {
        return providers.takesAnswers(provider);
    }

    /** The page of a provider's on which people answer; empty if there is none. */
    public String answersAt(String provider) {
        return providers.answersAt(provider);
    }

    /** Writes an answer to a case, to be sent by {@link #send}; {@code id} is made by the client. */
    public AnswerKept answer(UUID id, UUID chargebackId, UUID by, String statement) {
        String words = statement.strip();
        if (words.length() < STATEMENT_LENGTH_MINIMUM || words.length() > STATEMENT_LENGTH_MAXIMUM) {
            return new AnswerKept.NoStatement();
        }
        if (concerned.includes(by, new Matter.Chargeback(chargebackId))) {
            return new AnswerKept.OwnCase();
        }
        Chargeback chargeback = store.chargeback(chargebackId);
        String pack = chargeback == null ? null : disputes.evidenceOfOrder(chargeback.orderId());
        if (chargeback == null || pack == null) {
            return new AnswerKept.NotFound();
        }
        if (!canAnswer(chargeback.provider())) {
            return new AnswerKept.ByHand(answersAt(chargeback.provider()));
        }
        Instant now = clock.instant();
        CaseAnswer before = chargeback.answer();
        boolean again = before != null && before.id().equals(id);
        if (!again && chargeback.respondBy() != null && now.isAfter(chargeback.respondBy())) {
            return new AnswerKept.TooLate();
        }
        JsonNode evidence = ProviderApi.json(pack.getBytes(StandardCharsets.UTF_8));
        CaseLetter letter = CaseLetter.of(id, chargeback, evidence, words);
        return store.keep(id, chargebackId, by, letter, now) ? new AnswerKept.Kept() : new AnswerKept.Over();
    }

    /**
     * Sends what was not taken yet, and says how that went. Harmless to repeat. One that cannot be sent keeps no other waiting; the
     * run fails for it at its end.
     */
    public String send(Instant now) {
        OneByOne answers = new OneByOne(LOG, "answer");
        Map<CaseAnswer.State, Integer> told = new EnumMap<>(CaseAnswer.State.class);
        for (AnswerStore.Errand errand : store.toSend(ANSWERS_PER_RUN)) {
            UUID id = errand.answer().id();
            if (!answers.did(id, () -> told.merge(send(errand, now), 1, Integer::sum))) {
                answers.did(id, () -> store.asked(id, now));
            }
        }
        answers.complain();
        return "%d answers passed on, %d to do by hand, %d to send again"
                .formatted(
                        told.getOrDefault(CaseAnswer.State.SENT, 0),
                        told.getOrDefault(CaseAnswer.State.BY_HAND, 0),
                        told.getOrDefault(CaseAnswer.State.TO_SEND, 0));
    }

    /** How far it is then. */
    private CaseAnswer.State send(AnswerStore.Errand errand, Instant now) {
        UUID id = errand.answer().id();
        String provider = errand.chargeback().provider();
        String reference = errand.chargeback().reference();
        switch (providers.answer(provider, answer(errand))) {
            case AnswerOutcome.Taken() -> {
                store.sent(id, now);
                return CaseAnswer.State.SENT;
            }
            case AnswerOutcome.ByHand(String reason) -> {
                LOG.warn("Answer case {} at {} by hand: {}", reference, provider, reason);
                store.byHand(id, reason);
                return CaseAnswer.State.BY_HAND;
            }
            case AnswerOutcome.NotYet(String reason) -> {
                LOG.warn("{} will be sent the answer to case {} again: {}", provider, reference, reason);
                store.asked(id, now);
                return CaseAnswer.State.TO_SEND;
            }
        }
    }

    private DisputeAnswer answer(AnswerStore.Errand errand) {
        CaseLetter letter = errand.answer().letter();
        return new DisputeAnswer(
                errand.answer().id(),
                errand.chargeback().reference(),
                errand.chargeback().disputed(),
                letter.text(),
                letter.product(),
                letter.log(),
                paper.apply(letter));
    }
}
