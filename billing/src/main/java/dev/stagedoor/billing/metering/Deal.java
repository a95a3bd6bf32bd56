package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.pricing.Charge;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.Product;

/**
 * Under which terms a session was sold; all of it was locked when it was quoted.
 *
 * @param kind what it carries at present
 * @param charge the present rate under its plan, with what was charged at another rate before
 * @param otherMinor the rate of the other medium, 0 if it cannot be switched
 * @param split the locked split
 * @param maximumMs delivered time after which it ends
 */
public record Deal(
        Product product,
        CallKind kind,
        Increment increment,
        Charge charge,
        long otherMinor,
        SplitTerms split,
        long maximumMs) {

    /** The same with the other medium from that much delivered time on. */
    public Deal switchedAt(long deliveredMs) {
        return new Deal(
                product,
                kind.other(),
                increment,
                charge.switchedTo(otherMinor, deliveredMs),
                charge.rateMinor(),
                split,
                maximumMs);
    }
}
