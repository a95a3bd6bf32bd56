package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Posting;
import java.util.List;

/**
 * A step of a running session: what its row becomes, and the postings that make it so. All of it or nothing.
 *
 * @param from what the row must still be
 * @param to what it becomes
 */
public record Advance(SessionSnapshot from, SessionSnapshot to, List<Posting> postings) {
    public Advance {
        postings = List.copyOf(postings);
    }

    /** How a step ended. */
    public sealed interface Outcome {
        /** @param spendableMinor the viewer's free coins afterwards */
        record Advanced(long spendableMinor) implements Outcome {}

        /** @param spendableMinor the viewer's free coins, less than the extension needs */
        record InsufficientFunds(long spendableMinor) implements Outcome {}

        /** The row is not what it was: another node has it, or it has ended. */
        record Fenced() implements Outcome {}
    }
}
