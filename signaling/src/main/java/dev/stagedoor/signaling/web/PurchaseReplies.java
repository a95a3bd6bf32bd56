package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PurchaseRefusal;
import java.math.BigDecimal;

/** What is answered when coins are not taken. */
final class PurchaseReplies {
    private static final int COIN_SCALE = 3;

    private PurchaseReplies() {}

    static Reply of(PurchaseRefusal why) {
        return switch (why) {
            case PurchaseRefusal.InsufficientFunds(Money required, Money available) ->
                Reply.refused(
                        409,
                        "INSUFFICIENT_FUNDS",
                        "This takes %s coins and you have %s. Buy some and try again."
                                .formatted(coins(required), coins(available)));
            case PurchaseRefusal.Limited(String words) -> Reply.refused(403, "SPENDING_LIMIT", words);
            case PurchaseRefusal.Conflict() ->
                Reply.refused(
                        409, "IDEMPOTENCY_CONFLICT", "This id was used before for something else. Make a new one.");
        };
    }

    static Reply toOneself() {
        return Reply.refused(409, "SELF_PURCHASE", "Nobody buys from themselves.");
    }

    static String coins(Money money) {
        return BigDecimal.valueOf(money.amountMinor(), COIN_SCALE)
                .stripTrailingZeros()
                .toPlainString();
    }
}
