package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountKind.BANK_OPERATING;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_PAYOUT_CLEARING;
import static dev.stagedoor.billing.ledger.AccountKind.TAX_TDS_PAYABLE;

import java.util.List;

/** The catalogue of transfers, payouts: earnings on their way to the bank, and back if the bank would not have them. */
public final class PayoutLines {
    private PayoutLines() {}

    /**
     * What is withdrawn, and the tax withheld from it if the tax point is the payout.
     *
     * @param grossMinor taken from what is withdrawable
     * @param withheldMinor tax at source, part of the gross
     * @param section of the tax, for example {@code IN-30K}; matters only if something is withheld
     */
    public static List<Line> request(Earner earner, long grossMinor, long withheldMinor, String section) {
        return new LineList()
                .line(earner.available(), -grossMinor)
                .line(earner.inTransit(), net(grossMinor, withheldMinor))
                .house(TAX_TDS_PAYABLE, section, earner.asset(), withheldMinor)
                .list();
    }

    /** Handed to the provider, which has not yet said that it arrived. */
    public static List<Line> sent(Earner earner, String provider, long netMinor) {
        return new LineList()
                .line(earner.inTransit(), -netMinor)
                .house(PSP_PAYOUT_CLEARING, provider, earner.asset(), netMinor)
                .list();
    }

    /** Arrived: the money has left the house's bank account. */
    public static List<Line> confirmed(String provider, Asset asset, long netMinor) {
        return new LineList()
                .house(PSP_PAYOUT_CLEARING, provider, asset, -netMinor)
                .house(BANK_OPERATING, asset, netMinor)
                .list();
    }

    /** Failed before it was handed to a provider: all of it is withdrawable again, the tax included. */
    public static List<Line> failedBeforeSending(Earner earner, long grossMinor, long withheldMinor, String section) {
        return new LineList()
                .line(earner.inTransit(), -net(grossMinor, withheldMinor))
                .house(TAX_TDS_PAYABLE, section, earner.asset(), -withheldMinor)
                .line(earner.available(), grossMinor)
                .list();
    }

    /** Failed at the provider: all of it is withdrawable again, the tax included. */
    public static List<Line> failedAfterSending(
            Earner earner, String provider, long grossMinor, long withheldMinor, String section) {
        return new LineList()
                .house(PSP_PAYOUT_CLEARING, provider, earner.asset(), -net(grossMinor, withheldMinor))
                .house(TAX_TDS_PAYABLE, section, earner.asset(), -withheldMinor)
                .line(earner.available(), grossMinor)
                .list();
    }

    /** Sent back by the bank after it had arrived: all of it is withdrawable again, the tax included. */
    public static List<Line> returned(Earner earner, long grossMinor, long withheldMinor, String section) {
        return new LineList()
                .house(BANK_OPERATING, earner.asset(), -net(grossMinor, withheldMinor))
                .house(TAX_TDS_PAYABLE, section, earner.asset(), -withheldMinor)
                .line(earner.available(), grossMinor)
                .list();
    }

    private static long net(long grossMinor, long withheldMinor) {
        if (withheldMinor < 0 || withheldMinor > grossMinor) {
            throw new IllegalArgumentException("tax of " + withheldMinor + " withheld from " + grossMinor);
        }
        return grossMinor - withheldMinor;
    }
}
