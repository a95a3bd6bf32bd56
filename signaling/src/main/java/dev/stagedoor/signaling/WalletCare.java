package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a viewer may do with a wallet besides buying: codes, limits of their own, claims. Methods may block. */
public interface WalletCare {
    /** Redeems a code; {@code redemptionId} comes from the client and makes a repeat harmless. */
    RedeemOutcome redeem(UUID userId, UUID redemptionId, String code);

    /** Limits that are set, what is used of them, and whether the person is shut out. */
    Limits limits(UUID userId);

    /**
     * Sets a limit: a lower one at once, a higher one or none after a day.
     *
     * @param kind SPEND or BUY
     * @param period DAY, WEEK or MONTH
     * @param amountMinor thousandths of a coin, or the currency's minor unit for BUY; null for none
     */
    void setLimit(UUID userId, String kind, String period, @Nullable Long amountMinor);

    /** Shuts the person out for so many days, which cannot be taken back; returns until when. */
    Instant exclude(UUID userId, int days);

    /** Asks for the unused coins of an order to be taken back. */
    ClaimOutcome requestRefund(UUID userId, UUID refundId, UUID orderId, String reason);

    /** Complains about a call. */
    ClaimOutcome disputeCall(UUID userId, UUID disputeId, UUID callId, String reason);

    /** @param excludedUntil null if the person is not shut out */
    record Limits(List<Limit> items, @Nullable Instant excludedUntil) {}

    /**
     * @param amount null for none
     * @param used of it in the period that ends now
     * @param nextAt when {@code next} takes its place, null if nothing is to change
     */
    record Limit(
            String kind,
            String period,
            @Nullable Money amount,
            Money used,
            @Nullable Instant nextAt,
            @Nullable Money next) {}

    /** How redeeming a code ended. */
    sealed interface RedeemOutcome {
        record Redeemed(Money coins, Money available) implements RedeemOutcome {}

        /** No such code, or not valid now. */
        record Unknown() implements RedeemOutcome {}

        /** Others have used it up. */
        record UsedUp() implements RedeemOutcome {}

        /** This person has redeemed it as often as one may. */
        record AlreadyUsed() implements RedeemOutcome {}
    }

    /** How a claim was taken or decided. */
    sealed interface ClaimOutcome {
        /** It waits for a decision. */
        record Open() implements ClaimOutcome {}

        /** Money or coins went back. */
        record Refunded() implements ClaimOutcome {}

        record Rejected() implements ClaimOutcome {}

        record NotFound() implements ClaimOutcome {}

        /** The time for it is over. */
        record TooLate() implements ClaimOutcome {}

        /** Nothing is left that could go back. */
        record NothingLeft() implements ClaimOutcome {}

        /** @param state in which it is already */
        record Over(String state) implements ClaimOutcome {}

        record NoReason() implements ClaimOutcome {}
    }
}
