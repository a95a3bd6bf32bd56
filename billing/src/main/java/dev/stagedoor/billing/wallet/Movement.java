package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a wallet's history. A call is one line, whatever it took to hold and capture it.
 *
 * @param kind {@code CALL} or the transfer's code: {@code PURCHASE}, {@code PROMO}, {@code TIP}, …
 * @param amount coins, negative when spent
 * @param counterpartyId the performer, null for purchases and grants
 * @param gift what was given, null if it was no gift
 * @param privateMessage whether it came with a message that only the performer reads
 * @param returnable whether it is a purchase of which nothing has gone back yet
 */
public record Movement(
        UUID id,
        String kind,
        Money amount,
        Instant at,
        @Nullable UUID callId,
        @Nullable UUID counterpartyId,
        String note,
        @Nullable GivenGift gift,
        boolean privateMessage,
        boolean returnable) {
    /**
     * @param item its id in the catalogue of that day
     * @param name its plain name then
     */
    public record GivenGift(String item, String name, int quantity) {}

    /** Which lines of the history to show. */
    public enum Filter {
        ALL,
        BOUGHT,
        SPENT
    }
}
