package dev.stagedoor.billing.risk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that looks like fraud, and what a person made of it.
 *
 * @param parties whom it concerns, the subject first
 * @param decision null while it is open
 */
public record RiskFlag(
        UUID flagId,
        RiskKind kind,
        UUID subjectId,
        long measured,
        long allowed,
        Instant raisedAt,
        State state,
        List<Party> parties,
        @Nullable Decision decision) {
    public RiskFlag {
        parties = List.copyOf(parties);
    }

    /** What became of it. */
    public enum State {
        /** Nobody has decided; payouts wait. */
        OPEN,
        /** It was nothing; payouts go on. */
        DISMISSED,
        /** It was fraud; those who were held are frozen. */
        CONFIRMED
    }

    /** @param holds whether payouts to them wait while the flag is open */
    public record Party(UUID accountId, boolean holds) {}

    /** @param note why, never empty */
    public record Decision(UUID person, Instant at, String note) {}
}
