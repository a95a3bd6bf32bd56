package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Coins given to a performer.
 *
 * @param tipId made by the client, so that a repeat counts once
 * @param callId the call it was given in, null outside a call
 * @param amount coins, more than zero
 * @param privateMessage whether the message is for the performer alone
 */
public record Tip(
        UUID tipId,
        UUID viewerId,
        UUID performerId,
        @Nullable UUID callId,
        Money amount,
        String message,
        boolean anonymous,
        boolean privateMessage) {
    /** With a message for everybody who sees the tip. */
    public Tip(
            UUID tipId,
            UUID viewerId,
            UUID performerId,
            @Nullable UUID callId,
            Money amount,
            String message,
            boolean anonymous) {
        this(tipId, viewerId, performerId, callId, amount, message, anonymous, false);
    }

    public Tip {
        if (amount.asset() != Asset.COIN || amount.amountMinor() <= 0) {
            throw new IllegalArgumentException("a tip is a positive number of coins, got " + amount);
        }
    }
}
