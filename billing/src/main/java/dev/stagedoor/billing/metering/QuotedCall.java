package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.pricing.Charge;
import dev.stagedoor.billing.pricing.SessionTerms;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A quote as it is kept: who, and under which terms.
 *
 * @param showId what is looked on at or joined, null for anything else
 * @param planId the immutable version of {@code terms}
 * @param baseMinor the performer's rate before any peak multiplier
 * @param rateMinor the rate that will be locked
 * @param otherMinor the rate of the other medium that will be locked, 0 if it cannot be switched
 */
public record QuotedCall(
        UUID quoteId,
        UUID viewerId,
        UUID performerId,
        @Nullable UUID showId,
        CallKind kind,
        long planId,
        SessionTerms terms,
        long baseMinor,
        long rateMinor,
        long otherMinor,
        Instant expiresAt) {

    Charge charge() {
        return terms.plan().at(rateMinor);
    }

    /** Coins that must be held before the call rings. */
    public long minimumMinor() {
        return charge().minimumMinor(terms.minimumUnits());
    }
}
