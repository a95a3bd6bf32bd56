package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One payout.
 *
 * @param grossMinor taken from what was available
 * @param withheldMinor the part of it that is tax
 * @param attempt 1, or more if it repeats one that failed
 * @param providerRef the provider's own number, empty until it said one
 * @param reason why it is held or has failed, in plain words, else empty
 * @param retryable whether it is made again on the next day, having failed
 */
public record Payout(
        UUID id,
        UUID payeeId,
        boolean agency,
        Origin origin,
        int attempt,
        Asset asset,
        long grossMinor,
        long withheldMinor,
        String taxSection,
        PayoutState state,
        String provider,
        String providerRef,
        String reason,
        boolean retryable,
        Instant requestedAt,
        @Nullable Instant sentAt,
        @Nullable Instant endedAt) {
    /** Why it was made. */
    public enum Origin {
        REQUEST,
        DAILY,
        WEEKLY,
        RETRY
    }

    /** What arrives at the bank. */
    public Money net() {
        return new Money(grossMinor - withheldMinor, asset);
    }

    /** Makes a repeated order to the provider the same order; new only for a new payout. */
    public String providerKey() {
        return id.toString();
    }

    Earner earner() {
        return new Earner(payeeId, agency, asset);
    }
}
