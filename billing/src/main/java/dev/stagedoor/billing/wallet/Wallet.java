package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;

/**
 * A viewer's coins.
 *
 * @param available free to spend
 * @param held reserved for a running call
 * @param totalValue worth of both at the coin's nominal value, in the payout currency, rounded down
 */
public record Wallet(Money available, Money held, Money totalValue) {}
