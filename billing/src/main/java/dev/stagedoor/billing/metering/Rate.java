package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;

/**
 * What a performer asks for, before any peak multiplier.
 *
 * @param perMinute coins for one rate unit, more than zero
 */
public record Rate(CallKind kind, Money perMinute, Increment increment) {
    public Rate {
        if (perMinute.asset() != Asset.COIN || perMinute.amountMinor() <= 0) {
            throw new IllegalArgumentException("a rate is a positive number of coins, got " + perMinute);
        }
    }
}
