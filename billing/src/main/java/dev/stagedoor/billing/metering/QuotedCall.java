package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.pricing.Charge;
import dev.stagedoor.billing.pricing.Increment;
import java.time.Instant;
import java.util.UUID;

/**
 * A quote as it is kept: who, and under which terms.
 *
 * @param planId the immutable version of the rate plan
 * @param baseMinor the performer's rate before any peak multiplier
 * @param charge the plan at the rate that will be locked
 * @param minimumUnits rate units a hold takes
 */
public record QuotedCall(
        UUID quoteId,
        UUID viewerId,
        UUID performerId,
        CallKind kind,
        Increment increment,
        long planId,
        long baseMinor,
        Charge charge,
        int minimumUnits,
        Instant expiresAt) {

    /** Coins that must be held before the call rings. */
    public long minimumMinor() {
        return charge.minimumMinor(minimumUnits);
    }
}
