package dev.stagedoor.billing.ledger;

import java.math.BigDecimal;

/** Figures as the currency's own country writes them: {@code 1,23,456.00} rupees, {@code 123,456.00} dollars. */
final class Grouping {
    private static final int THOUSAND = 3;
    private static final int LAKH = 2;

    private Grouping() {}

    /** Money has all its decimals, coins have those that say something. */
    static String figure(Money money) {
        BigDecimal amount =
                BigDecimal.valueOf(money.amountMinor(), money.asset().scale());
        String plain = (money.asset() == Asset.COIN ? amount.stripTrailingZeros() : amount)
                .abs()
                .toPlainString();
        int point = plain.indexOf('.');
        StringBuilder grouped = new StringBuilder(plain);
        int step = money.asset() == Asset.INR ? LAKH : THOUSAND;
        for (int at = (point < 0 ? plain.length() : point) - THOUSAND; at > 0; at -= step) {
            grouped.insert(at, ',');
        }
        return (money.amountMinor() < 0 ? "-" : "") + grouped;
    }
}
