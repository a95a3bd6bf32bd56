package dev.stagedoor.billing.ledger;

import org.jspecify.annotations.Nullable;

/**
 * New coins of one class.
 *
 * @param coins in thousandths
 * @param cost what was received for all of them, without tax
 * @param lifeDays until they expire, null for never
 */
public record LotGrant(
        LotClass lotClass, long coins, Money cost, @Nullable Integer lifeDays) {
    /** With the life that the terms give the class. */
    public static LotGrant of(LotClass lotClass, long coins, Money cost, LotTerms terms) {
        return new LotGrant(lotClass, coins, cost, terms.lifeDays(lotClass));
    }

    /** Coins to be taken back of a grant; their cost is in the transfer's lines. */
    public static LotGrant taken(LotClass lotClass, long coins, Asset costAsset) {
        return new LotGrant(lotClass, coins, new Money(0, costAsset), null);
    }
}
