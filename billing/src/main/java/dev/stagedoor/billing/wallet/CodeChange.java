package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;

/**
 * A code that gives more coins than one person may promise alone, as two people sign it.
 *
 * @param coinsMinor for each redemption, in thousandths
 * @param validFrom RFC 3339, as is {@code validUntil}
 */
public record CodeChange(
        String code, long coinsMinor, String validFrom, String validUntil, int maximumTotal, int maximumPerUser) {
    /** Kind of the proposal. */
    public static final String KIND = "PROMO_CODE";

    static CodeChange of(PromoCode code) {
        return new CodeChange(
                code.code(),
                code.coins().amountMinor(),
                code.validFrom().toString(),
                code.validUntil().toString(),
                code.maximumTotal(),
                code.maximumPerUser());
    }

    /** The code that it makes. */
    public PromoCode toCode() {
        return new PromoCode(
                code,
                Money.coins(coinsMinor),
                Instant.parse(validFrom),
                Instant.parse(validUntil),
                maximumTotal,
                maximumPerUser,
                0,
                true);
    }
}
