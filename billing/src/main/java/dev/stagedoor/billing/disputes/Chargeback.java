package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the buyer's bank took back.
 *
 * @param reference the provider's name for it
 * @param coins taken from the buyer
 * @param clawed taken from those who earned
 * @param fee the provider's, less what it gave back
 * @param debt left to the buyer
 * @param loss left to the house, without the fee
 * @param respondBy until when the house may say something; null if it may not, or the provider has not said
 * @param underReview whether the bank has what the house says, whoever sent it
 * @param answer the newest that was written here, null if there is none
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
        Instant openedAt,
        @Nullable Instant respondBy,
        boolean underReview,
        @Nullable CaseAnswer answer) {
    /** How far the bank is. */
    public enum Stage {
        OPENED,
        WON,
        LOST
    }
}
