package dev.stagedoor.billing.ledger;

import java.math.BigDecimal;

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

    /** For people who look after the house, for example {@code 49.00 INR}. */
    public String plain() {
        return BigDecimal.valueOf(amountMinor, asset.scale()).toPlainString() + " " + asset;
    }
}
