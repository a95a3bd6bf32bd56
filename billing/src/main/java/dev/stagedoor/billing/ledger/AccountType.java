package dev.stagedoor.billing.ledger;

/** The side of the books an account stands on. Reports flip the sign of what runs negative in the journal. */
public enum AccountType {
    LIABILITY,
    ASSET,
    INCOME,
    EXPENSE,
    /** Coins in existence, seen from the issuer. */
    CONTRA
}
