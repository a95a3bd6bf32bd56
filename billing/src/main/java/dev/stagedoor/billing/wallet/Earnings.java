package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;

/**
 * What a performer has earned, in the payout currency.
 *
 * @param pending earned, not yet withdrawable
 * @param today earned since midnight UTC
 * @param total earned ever, refunds taken off
 */
public record Earnings(
        Money pending, Money available, Money today, Money total, long callsToday, long deliveredMsToday) {}
