package dev.stagedoor.billing.ledger;

/**
 * What is counted. A balance holds one asset only; amounts are integers in its minor unit.
 *
 * <p>The coin has three decimals so that a second of a cheap minute is still a whole number of minor units.
 */
public enum Asset {
    COIN(3),
    INR(2),
    USD(2),
    JPY(0);

    private final int scale;

    Asset(int scale) {
        this.scale = scale;
    }

    /** Decimal places of the minor unit: one coin is 10³ minor units. */
    public int scale() {
        return scale;
    }

    /** Minor units in one whole unit, 10^scale. */
    public long minorPerUnit() {
        long minor = 1;
        for (int i = 0; i < scale; i++) {
            minor *= 10;
        }
        return minor;
    }
}
