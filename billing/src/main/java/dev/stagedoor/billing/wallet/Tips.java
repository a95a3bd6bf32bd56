package dev.stagedoor.billing.wallet;

/** Tips: coins that move at once. */
@SuppressWarnings("DoNotCallSuggester")
public final class Tips {
    /** Moves the coins. The tip's id makes a repeat harmless. */
    public TipOutcome tip(Tip tip) {
        throw new UnsupportedOperationException();
    }
}
