package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.ledger.Asset;
import java.math.BigDecimal;

/** Amounts as the currency's own country writes them: {@code 1,23,456.00} rupees, {@code 123,456.00} dollars. */
final class Grouping {
    private static final int THOUSAND = 3;
    private static final int LAKH = 2;

    private Grouping() {}

    /** With all decimals and the currency's code before it, which says more than a sign that several countries have. */
    static String amount(long amountMinor, Asset asset) {
        return asset.name() + " " + figure(amountMinor, asset);
    }

    /** The figure alone. */
    static String figure(long amountMinor, Asset asset) {
        String plain = BigDecimal.valueOf(amountMinor, asset.scale()).abs().toPlainString();
        int point = plain.indexOf('.');
        StringBuilder grouped = new StringBuilder(plain);
        int step = asset == Asset.INR ? LAKH : THOUSAND;
        for (int at = (point < 0 ? plain.length() : point) - THOUSAND; at > 0; at -= step) {
            grouped.insert(at, ',');
        }
        return (amountMinor < 0 ? "-" : "") + grouped;
    }
}
