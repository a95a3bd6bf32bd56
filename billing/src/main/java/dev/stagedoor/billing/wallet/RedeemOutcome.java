package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;

/** How redeeming a code ended. */
public sealed interface RedeemOutcome {
    /** The coins are there, now or by an earlier try with the same id. */
    record Redeemed(Money coins, Money available) implements RedeemOutcome {}

    /** There is no such code, or it is not valid now: guessing shall not tell the difference. */
    record Unknown() implements RedeemOutcome {}

    /** Who made or approved it promised the coins of others. */
    record OwnCase() implements RedeemOutcome {}

    /** Others have used it up. */
    record UsedUp() implements RedeemOutcome {}

    /** This person has redeemed it as often as one may. */
    record AlreadyUsed() implements RedeemOutcome {}
}
