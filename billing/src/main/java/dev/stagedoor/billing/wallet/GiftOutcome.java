package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a gift ended. */
public sealed interface GiftOutcome {
    /** @param repeated the same gift had been posted before; nothing moved now */
    record Posted(Money available, boolean repeated) implements GiftOutcome {}

    /** The viewer has less than the price; nothing moved. */
    record InsufficientFunds(Money required, Money available) implements GiftOutcome {}

    /** There is no such gift in the catalogue now. */
    record Unknown() implements GiftOutcome {}

    /**
     * It is offered at other times; nothing moved.
     *
     * @param from the first moment at which it is, null if it was offered since ever
     * @param until the first moment at which it is no longer, null if it stays
     */
    record NotNow(@Nullable Instant from, @Nullable Instant until) implements GiftOutcome {}

    /** Members of the performer's fan club give it, and the viewer is none; nothing moved. */
    record MembersOnly() implements GiftOutcome {}

    /** @param price of as many now */
    record PriceChanged(Money price) implements GiftOutcome {}

    /** The id was used before with other content; nothing moved. */
    record Conflict() implements GiftOutcome {}

    /** The viewer does not allow themselves that; nothing moved. */
    record Limited(SpendRefusal why) implements GiftOutcome {}
}
