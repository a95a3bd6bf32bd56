package dev.stagedoor.billing.disputes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where answers to banks are kept. Every method is one transaction. */
public interface AnswerStore {
    /** A chargeback, null if there is none of that id. */
    @Nullable
    Chargeback chargeback(UUID id);

    /**
     * Keeps an answer to be sent. The same id once more is the same answer.
     *
     * @return false if it was used for another case, the case has an answer that is sent or to be sent, or it is decided
     */
    boolean keep(UUID id, UUID chargebackId, UUID answeredBy, CaseLetter letter, Instant now);

    /** Answers that their provider has not taken yet: what was asked about longest ago first. */
    List<Errand> toSend(int limit);

    /** The provider has it. */
    void sent(UUID id, Instant now);

    /** It will not take it. */
    void byHand(UUID id, String said);

    /** It did not say. */
    void asked(UUID id, Instant now);

    /** An answer and the case that it is for. */
    record Errand(Chargeback chargeback, CaseAnswer answer) {}
}
