package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;

/** How buying a ticket, or pledging, ended. */
public sealed interface ClaimOutcome {
    /** The coins wait in escrow, now or before. */
    record Claimed(EscrowEvent event) implements ClaimOutcome {}

    /** The viewer has less than that; nothing moved. */
    record InsufficientFunds(Money required, Money available) implements ClaimOutcome {}

    /** The viewer does not allow themselves that; nothing moved. */
    record Limited(SpendRefusal why) implements ClaimOutcome {}

    /** The viewer has a ticket already; nothing moved. */
    record AlreadyClaimed() implements ClaimOutcome {}

    /** The event is over, cancelled, or past its deadline. */
    record Closed() implements ClaimOutcome {}

    /** No such event, or not of this kind. */
    record Unknown() implements ClaimOutcome {}

    /** The id was used before for something else. */
    record Conflict() implements ClaimOutcome {}
}
