package dev.stagedoor.billing.payouts;

import java.util.UUID;

/**
 * What two people say became of a payout, where its provider did not say it clearly.
 *
 * @param paid whether the payee has the money; else it is available again
 */
public record PayoutSettlement(UUID payoutId, boolean paid) {
    /** Kind of the proposal. */
    public static final String KIND = "PAYOUT_SETTLEMENT";
}
