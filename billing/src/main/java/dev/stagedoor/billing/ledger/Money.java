package dev.stagedoor.billing.ledger;

/**
 * An amount of one asset.
 *
 * @param amountMinor signed, in the minor unit of {@code asset}
 */
public record Money(long amountMinor, Asset asset) {
    /** Coins from their minor unit, thousandths. */
    public static Money coins(long amountMinor) {
        return new Money(amountMinor, Asset.COIN);
    }
}
