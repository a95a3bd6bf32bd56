package dev.stagedoor.billing.disputes;

import java.time.Duration;

/**
 * Who may have what back, and who bears it.
 *
 * @param refundWindow after a purchase, for coins that are not used
 * @param callWindow after a call, for a complaint about it
 * @param performerBearsBasisPoints of what a performer's side earned by a call that is refunded; the house bears the rest
 * @param clawback whether those who earned by coins that were charged back lose it
 * @param debtLimitMinor what a viewer may owe after chargebacks; 0 if no debts are kept
 */
public record DisputeTerms(
        Duration refundWindow,
        Duration callWindow,
        int performerBearsBasisPoints,
        boolean clawback,
        long debtLimitMinor) {
    private static final int WHOLE = 10_000;

    public DisputeTerms {
        if (refundWindow.isNegative() || callWindow.isNegative() || debtLimitMinor < 0) {
            throw new IllegalArgumentException("windows and debts are not negative, got %s, %s, %d"
                    .formatted(refundWindow, callWindow, debtLimitMinor));
        }
        if (performerBearsBasisPoints < 0 || performerBearsBasisPoints > WHOLE) {
            throw new IllegalArgumentException("basis points the performer bears, got " + performerBearsBasisPoints);
        }
    }

    /** The same with another time to ask for money back. */
    public DisputeTerms refundingWithin(Duration window) {
        return new DisputeTerms(window, callWindow, performerBearsBasisPoints, clawback, debtLimitMinor);
    }

    /** The same where somebody else bears it. */
    public DisputeTerms borneBy(int newPerformerBearsBasisPoints, boolean clawsBack, long newDebtLimitMinor) {
        return new DisputeTerms(refundWindow, callWindow, newPerformerBearsBasisPoints, clawsBack, newDebtLimitMinor);
    }

    /** Seven days for both; the performer's side bears its share; clawback, and debts up to 10,000.00. */
    public static DisputeTerms defaults() {
        return new DisputeTerms(Duration.ofDays(7), Duration.ofDays(7), WHOLE, true, 1_000_000);
    }
}
