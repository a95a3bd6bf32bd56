package dev.stagedoor.billing.ledger;

/**
 * The database cannot be reached or did not answer in time. Whether a commit under way took effect is unknown: the caller
 * repeats the same request later, and idempotency makes that harmless.
 */
public final class LedgerUnavailableException extends RuntimeException {
    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
