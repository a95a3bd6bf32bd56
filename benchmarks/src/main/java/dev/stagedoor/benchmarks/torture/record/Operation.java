package dev.stagedoor.benchmarks.torture.record;

import java.util.UUID;

/**
 * Something that somebody asked for.
 *
 * @param id by which the ledger knows it: of the tip, the order, the call
 * @param amountMinor millicoins that it moves out of or into the wallet; of a call what its receipt says, 0 without one
 * @param outcome what the asker knows of it
 * @param code why it was refused, empty otherwise
 */
public record Operation(
        Kind kind, UUID id, UUID userId, long amountMinor, Outcome outcome, String code, long beganNs, long endedNs) {

    /** What is asked for. */
    public enum Kind {
        TIP,
        TOP_UP,
        CALL
    }

    /** What is known of it. */
    public enum Outcome {
        /** Promised: it has happened, once. */
        ACKNOWLEDGED,
        /** Promised not to have happened, by the first and only answer. */
        REFUSED,
        /** No answer, or a refusal after attempts without one: whole or absent. */
        UNKNOWN
    }
}
