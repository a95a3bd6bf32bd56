package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something from the catalogue, given to a performer.
 *
 * @param giftId made by the client, so that a repeat counts once
 * @param callId the call it was given in, null outside a call
 * @param item its id in the catalogue
 * @param quantity how many, one to {@link #QUANTITY_MAXIMUM}
 * @param price of all of them as the giver saw it, in coins; another price is refused
 * @param privateMessage whether the message is for the performer alone
 */
public record Gift(
        UUID giftId,
        UUID viewerId,
        UUID performerId,
        @Nullable UUID callId,
        String item,
        int quantity,
        Money price,
        String message,
        boolean anonymous,
        boolean privateMessage) {
    /** More at once would be a slip of the finger. */
    public static final int QUANTITY_MAXIMUM = 99;

    public Gift {
        if (quantity < 1 || quantity > QUANTITY_MAXIMUM) {
            throw new IllegalArgumentException("1 to " + QUANTITY_MAXIMUM + " of a gift, got " + quantity);
        }
    }

    /** The same as the coins that it is. */
    Tip tip() {
        return new Tip(giftId, viewerId, performerId, callId, price, message, anonymous, privateMessage);
    }
}
