package dev.stagedoor.billing.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who earns from a performer's time.
 *
 * @param agency null for an independent performer
 * @param asset the payout currency of both
 */
public record Payees(UUID performer, @Nullable UUID agency, Asset asset) {
    /** An independent performer. */
    public static Payees independent(UUID performer, Asset asset) {
        return new Payees(performer, null, asset);
    }
}
