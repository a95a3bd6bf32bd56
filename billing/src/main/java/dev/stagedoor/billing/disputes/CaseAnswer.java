package dev.stagedoor.billing.disputes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the house says in a case.
 *
 * @param said by the provider when it did not take it, else empty
 * @param sentAt null until the provider has it
 */
public record CaseAnswer(
        UUID id,
        UUID answeredBy,
        CaseLetter letter,
        State state,
        String said,
        Instant madeAt,
        @Nullable Instant sentAt) {
    /** How far it is. */
    public enum State {
        TO_SEND,
        SENT,
        /** The provider would not take it: people answer on its site. */
        BY_HAND
    }
}
