package dev.stagedoor.billing.ledger;

import java.util.UUID;

/** What was due for one of many could not be done. Nothing was changed; the others can go on without it. */
public final class StuckException extends RuntimeException {
    private final transient UUID which;

    /** @param which of them */
    public StuckException(UUID which, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.which = which;
    }

    /** Which of them. */
    public UUID which() {
        return which;
    }
}
