package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import org.jspecify.annotations.Nullable;

/**
 * What a performer asks for, before any peak multiplier.
 *
 * @param perMinute coins for one rate unit, more than zero
 * @param other coins for one rate unit of the other medium, null where the medium cannot be switched
 */
public record Rate(CallKind kind, Money perMinute, @Nullable Money other, Increment increment) {
    public Rate {
        requireCoins(perMinute);
        if (other != null) {
            requireCoins(other);
        }
    }

    /** The rate of a call that stays what it is. */
    public Rate(CallKind kind, Money perMinute, Increment increment) {
        this(kind, perMinute, null, increment);
    }

    private static void requireCoins(Money money) {
        if (money.asset() != Asset.COIN || money.amountMinor() <= 0) {
            throw new IllegalArgumentException("a rate is a positive number of coins, got " + money);
        }
    }
}
