package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.Locale;

/**
 * A code that gives promotional coins.
 *
 * @param code 4 to 32 capital letters, digits and hyphens
 * @param maximumTotal redemptions by all people together
 * @param redeemed so far
 */
public record PromoCode(
        String code,
        Money coins,
        Instant validFrom,
        Instant validUntil,
        int maximumTotal,
        int maximumPerUser,
        int redeemed,
        boolean active) {
    private static final String SHAPE = "[A-Z0-9-]{4,32}";

    public PromoCode {
        if (!code.matches(SHAPE)) {
            throw new IllegalArgumentException("a code is 4 to 32 letters, digits and hyphens, got " + code);
        }
        if (coins.asset() != Asset.COIN || coins.amountMinor() <= 0 || maximumTotal <= 0 || maximumPerUser <= 0) {
            throw new IllegalArgumentException("a code gives coins at least once, got %s, %d times, %d a person"
                    .formatted(coins, maximumTotal, maximumPerUser));
        }
        if (!validFrom.isBefore(validUntil)) {
            throw new IllegalArgumentException("a code is valid from " + validFrom + " until " + validUntil);
        }
    }

    /** Coins that it gives if all redeem it, in thousandths; the largest long if that is more. */
    public long promisedMinor() {
        long minor = coins.amountMinor();
        return minor > Long.MAX_VALUE / maximumTotal ? Long.MAX_VALUE : minor * maximumTotal;
    }

    /** What a person typed, in the form codes are kept in. */
    public static String normal(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }
}
