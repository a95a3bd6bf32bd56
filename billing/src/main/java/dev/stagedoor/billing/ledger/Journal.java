package dev.stagedoor.billing.ledger;

/** Where transfers are posted. */
public interface Journal {
    /** Posts one transfer in a transaction of its own. */
    PostOutcome post(Posting posting);
}
