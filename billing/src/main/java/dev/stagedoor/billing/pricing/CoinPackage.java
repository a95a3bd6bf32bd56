package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;

/**
 * Coins on sale. What a buyer compares, the bonus in per cent and the price of one coin, is computed, never stored.
 *
 * @param badge a word for the shelf, empty if none
 */
public record CoinPackage(String id, Money price, Money paidCoins, Money bonusCoins, String badge) {
    public CoinPackage {
        if (price.amountMinor() <= 0 || price.asset() == Asset.COIN) {
            throw new IllegalArgumentException("package " + id + ": price must be real money above zero, got " + price);
        }
        if (paidCoins.amountMinor() <= 0 || bonusCoins.amountMinor() < 0) {
            throw new IllegalArgumentException("package " + id + ": coins " + paidCoins + " + " + bonusCoins);
        }
    }

    /** Coins credited, in minor units. */
    public Money totalCoins() {
        return Money.coins(Math.addExact(paidCoins.amountMinor(), bonusCoins.amountMinor()));
    }

    /** Bonus per hundred paid coins, rounded half up. */
    public int bonusPercent() {
        long paid = paidCoins.amountMinor();
        return Math.toIntExact((bonusCoins.amountMinor() * 200 + paid) / (2 * paid));
    }

    /** Minor units of the price's currency for one coin, bonus included, rounded half up. */
    public Money pricePerCoin() {
        long coins = totalCoins().amountMinor();
        long doubled = Math.multiplyExact(price.amountMinor(), 2 * Asset.COIN.minorPerUnit());
        return new Money((doubled + coins) / (2 * coins), price.asset());
    }
}
