package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.Quote;

/** How the question for a price ended. */
public sealed interface QuoteOutcome {
    /** A price, valid until {@code quote.expiresAt()}. */
    record Quoted(Quote quote) implements QuoteOutcome {}

    /** Calling oneself. */
    record SelfCall() implements QuoteOutcome {}

    /** No such person, or one who takes no calls of this kind. */
    record UnknownPerformer() implements QuoteOutcome {}
}
