package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import java.math.BigDecimal;

/** Amounts in sentences that have no reader's locale: {@code INR 1,23,456.00}, {@code USD 123,456.00}. */
final class Amounts {
    private static final int SCALE = 2;

    private Amounts() {}

    /** Rupees are grouped in lakhs, everything else in thousands. */
    static String text(Money money) {
        String plain = BigDecimal.valueOf(Math.abs(money.amountMinor()), SCALE).toPlainString();
        int point = plain.indexOf('.');
        StringBuilder grouped = new StringBuilder(plain);
        int step = money.currency().equals("INR") ? 2 : 3;
        for (int at = point - 3; at > 0; at -= step) {
            grouped.insert(at, ',');
        }
        return money.currency() + " " + (money.amountMinor() < 0 ? "-" : "") + grouped;
    }
}
