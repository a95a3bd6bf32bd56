package dev.stagedoor.signaling;

import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What looks like fraud, and keeps payouts waiting until a person has decided. Filled by billing; methods block. */
public interface RiskDesk {
    /**
     * Somebody signed in by a browser that carries this id. Never throws: nobody is kept out because this could not be written
     * down.
     */
    void signedIn(UUID accountId, String browserId);

    /** Flags, newest first; null does not filter. */
    Page<Flag> flags(@Nullable State state, @Nullable String cursor, int limit);

    /** Decides, once. */
    Outcome decide(UUID flagId, Ruling ruling, UUID person, String note);

    /** Where a flag stands. */
    enum State {
        OPEN,
        DISMISSED,
        CONFIRMED
    }

    /** What it was. */
    enum Ruling {
        /** Nothing: payouts go on. */
        DISMISS,
        /** Fraud: payees whom it held are frozen. */
        CONFIRM
    }

    /**
     * @param kind what was looked for, such as {@code GIFT_LOOP}
     * @param measured in the unit of the kind
     * @param allowed as much would have been unsuspicious
     * @param parties whom it concerns
     * @param decision null while it is open
     */
    record Flag(
            UUID id,
            String kind,
            UUID subjectId,
            long measured,
            long allowed,
            Instant raisedAt,
            State state,
            List<Party> parties,
            @Nullable Decision decision) {
        public Flag {
            parties = List.copyOf(parties);
        }
    }

    /** @param held whether payouts to them wait while the flag is open */
    record Party(UUID accountId, boolean held) {}

    /** @param note why */
    record Decision(UUID person, Instant at, String note) {}

    /** How deciding ended. */
    sealed interface Outcome {
        /** @param releasedPayouts that go on now */
        record Decided(Flag flag, int releasedPayouts) implements Outcome {}

        /** Somebody has decided before. */
        record TooLate(State state) implements Outcome {}

        /** Nobody decides on a flag that names them. */
        record OwnCase() implements Outcome {}

        /** There is no such flag. */
        record Missing() implements Outcome {}
    }
}
