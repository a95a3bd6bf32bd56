package dev.stagedoor.billing.payouts;

/**
 * A bank account.
 *
 * @param holder name of the person it belongs to
 * @param accountNumber as the bank writes it, without spaces
 * @param bankCode which bank and branch: IFSC, BIC or routing number
 */
public record Destination(String holder, String accountNumber, String bankCode) {
    private static final int SHOWN = 4;

    /** The number with all but its end hidden, for screens and papers. */
    public String maskedNumber() {
        int hidden = Math.max(0, accountNumber.length() - SHOWN);
        return "•".repeat(Math.min(hidden, SHOWN)) + accountNumber.substring(hidden);
    }

    @Override
    public String toString() {
        // Logs and exceptions see what screens see.
        return "Destination[" + maskedNumber() + " at " + bankCode + "]";
    }
}
