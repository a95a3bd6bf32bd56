package dev.stagedoor.billing.tax;

/** The moment at which a payment counts for tax. */
public enum TaxPoint {
    /** When an earning becomes available to the payee. */
    CREDIT,
    /** When the payee asks for a payout. */
    PAYOUT
}
