package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tip or a gift as the performer reads it.
 *
 * @param viewerId null if the giver hid the name
 * @param amount coins that it cost
 * @param privateMessage whether nobody else reads the message
 * @param gift what was given, null for plain coins
 */
public record ReceivedTip(
        UUID id,
        @Nullable UUID viewerId,
        Money amount,
        Instant at,
        String message,
        boolean privateMessage,
        Movement.@Nullable GivenGift gift) {}
