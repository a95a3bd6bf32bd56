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

    /**
     * In a sentence that has no reader's locale: {@code INR 1,23,456.00}, {@code 12.5 coins}. The currency's code says more than a
     * sign that several countries have.
     */
    public String words() {
        if (asset == Asset.COIN) {
            return figure() + (amountMinor == asset.minorPerUnit() ? " coin" : " coins");
        }
        return asset + " " + figure();
    }

    /** The figure alone, grouped as the currency's own country does: {@code 1,23,456.00} rupees. */
    public String figure() {
        return Grouping.figure(this);
    }
}
