package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.tax.Withholding;
import java.time.Instant;

/**
 * A payment that counts for a payee's tax year.
 *
 * @param ref what it was, unique among its kind
 * @param grossMinor negative when a payment is taken out again, and then everything else is, too
 */
public record TaxEntry(Kind kind, String ref, TaxFacts facts, long grossMinor, Withholding withholding, Instant at) {
    /** The occasions. */
    public enum Kind {
        CREDIT,
        PAYOUT,
        PAYOUT_FAILED
    }
}
