package dev.stagedoor.billing.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Coins that came together: one class, one expiry, one cost.
 *
 * @param grantTransferId the transfer that brought them
 * @param remaining not used, taken back or in escrow; pinned ones included
 * @param pinned set aside by holds
 * @param settled of those that are gone, how many have left deferred revenue
 * @param cost of all of them, without tax
 * @param expiresAt null if they carry no date
 * @param expiredAt when the expiry was carried out, null before
 * @param mercy whether coins that come back after that may live a little longer
 */
public record Lot(
        long id,
        UUID ownerId,
        LotClass lotClass,
        long grantTransferId,
        long granted,
        long remaining,
        long pinned,
        long settled,
        Money cost,
        Instant grantedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant expiredAt,
        boolean mercy) {

    /** What can be spent, expired or taken back now. */
    public long free() {
        return remaining - pinned;
    }

    /**
     * What leaves deferred revenue when so many more coins go. Counted from the whole lot each time, so that the parts sum
     * to the cost however it is cut.
     */
    public long costMinorOf(long coins) {
        return costMinorUpTo(Math.addExact(settled, coins)) - costMinorUpTo(settled);
    }

    private long costMinorUpTo(long coins) {
        return Math.multiplyExact(cost.amountMinor(), coins) / granted;
    }
}
