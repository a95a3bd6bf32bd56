package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Posting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a running session: what its row becomes, and the postings that make it so. All of it or nothing.
 *
 * @param from what the row must still be
 * @param to what it becomes
 * @param part the part that begins with this step, null if the medium stays
 */
public record Advance(
        SessionSnapshot from, SessionSnapshot to, @Nullable NewPart part, List<Posting> postings) {
    public Advance {
        postings = List.copyOf(postings);
    }

    /**
     * A change of medium.
     *
     * @param fromMs delivered time at which it happens
     * @param chargedBeforeMinor coins that had been charged by then
     */
    public record NewPart(CallKind kind, long rateMinor, long fromMs, long chargedBeforeMinor) {}

    /** How a step ended. */
    public sealed interface Outcome {
        /** @param spendableMinor the viewer's free coins afterwards, as far as limits of the viewer's own let them be spent */
        record Advanced(long spendableMinor) implements Outcome {}

        /** @param spendableMinor the same now, less than the extension needs */
        record InsufficientFunds(long spendableMinor) implements Outcome {}

        /** The row is not what it was: another node has it, or it has ended. */
        record Fenced() implements Outcome {}
    }
}
