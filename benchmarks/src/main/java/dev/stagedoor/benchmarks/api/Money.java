package dev.stagedoor.benchmarks.api;

import java.math.BigDecimal;

/** An amount in minor units: {@code COIN} has scale 3, other currencies here 2. */
public record Money(long amountMinor, String currency) {
    private static final String COIN = "COIN";
    private static final int COIN_SCALE = 3;
    private static final int MONEY_SCALE = 2;

    /** This many thousandths of a coin. */
    public static Money millicoins(long amountMinor) {
        return new Money(amountMinor, COIN);
    }

    /** For people: {@code 20.334 COIN}. */
    public String text() {
        var scale = currency.equals(COIN) ? COIN_SCALE : MONEY_SCALE;
        return BigDecimal.valueOf(amountMinor, scale).toPlainString() + " " + currency;
    }
}
