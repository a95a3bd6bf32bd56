package dev.stagedoor.billing.ledger;

/** How a posting ended. Anything but {@code Posted} changed nothing. */
public sealed interface PostOutcome {
    /** @param viewerAvailable the viewer's free coins afterwards, 0 if the transfer concerns no viewer */
    record Posted(long transferId, long viewerAvailable) implements PostOutcome {}

    /** The same request had been posted before. */
    record Replayed(long transferId, long viewerAvailable) implements PostOutcome {}

    /** @param kind the account that would have fallen below its floor */
    record InsufficientFunds(String kind, long viewerAvailable) implements PostOutcome {}

    /** The key was used before with other content. */
    record IdempotencyConflict(long transferId) implements PostOutcome {}

    /** The session belongs to another node, or to a later epoch. */
    record Fenced() implements PostOutcome {}
}
