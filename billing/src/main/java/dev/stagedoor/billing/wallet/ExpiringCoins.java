package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;

/**
 * Coins that will be gone at a certain time.
 *
 * @param ofMonth whether they came for a month and end with it
 * @param expiresAt for bought coins the time if nothing happens until then
 */
public record ExpiringCoins(LotClass lotClass, Money coins, boolean ofMonth, Instant expiresAt) {}
