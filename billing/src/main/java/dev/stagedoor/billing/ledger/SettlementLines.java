package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountKind.BANK_OPERATING;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_FEES;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_RECEIVABLE;

import java.util.List;

/** The catalogue of transfers, settlements: what providers keep of what they owe, and what of it reaches the bank. */
public final class SettlementLines {
    private SettlementLines() {}

    /** Fees that a provider kept; below zero what it gave back of them. */
    public static List<Line> fees(String provider, Asset asset, long feeMinor) {
        return new LineList()
                .house(PSP_FEES, asset, -feeMinor)
                .house(PSP_RECEIVABLE, provider, asset, feeMinor)
                .list();
    }

    /** What a provider sent to the bank; below zero what it took from there. */
    public static List<Line> paidOut(String provider, Asset asset, long netMinor) {
        return new LineList()
                .house(PSP_RECEIVABLE, provider, asset, netMinor)
                .house(BANK_OPERATING, asset, -netMinor)
                .list();
    }
}
