package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A payment that the buyer's bank took back.
 *
 * @param reference the provider's name for it
 * @param coins taken from the buyer
 * @param clawed taken from those who earned
 * @param debt left to the buyer
 * @param loss left to the house, without the fee
 */
public record Chargeback(
        UUID id,
        String provider,
        String reference,
        UUID orderId,
        UUID userId,
        Stage stage,
        Money disputed,
        Money fee,
        Money coins,
        Money clawed,
        Money debt,
        Money loss,
        Instant openedAt) {
    /** How far the bank is. */
    public enum Stage {
        OPENED,
        WON,
        LOST
    }
}
