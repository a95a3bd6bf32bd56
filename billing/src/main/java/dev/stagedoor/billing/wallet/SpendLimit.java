package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person allows themselves.
 *
 * @param kind coins spent, or money paid for coins
 * @param amount null if there is no limit
 * @param used of it in the period that ends now
 * @param nextAt when {@code next} takes its place, null if nothing is to change
 * @param next null for no limit; means something only with {@code nextAt}
 */
public record SpendLimit(
        Kind kind,
        LimitPeriod period,
        @Nullable Money amount,
        Money used,
        @Nullable Instant nextAt,
        @Nullable Money next) {
    /** What is limited. */
    public enum Kind {
        SPEND,
        BUY
    }
}
