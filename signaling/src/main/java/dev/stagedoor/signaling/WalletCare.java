package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a viewer may do with a wallet besides buying: codes, limits of their own, claims. Methods may block. */
public interface WalletCare {
    /** Redeems a code; {@code redemptionId} comes from the client and makes a repeat harmless. */
    RedeemOutcome redeem(UUID userId, UUID redemptionId, String code);

    /** Notes that the person was here, which keeps bought coins from expiring. */
    void seen(UUID userId);

    /** Coins that expire within the time in which their owner is warned, soonest first. */
    List<ExpiringCoins> expiring(UUID userId);

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

    /** Whether coins can buy themselves when the wallet runs low, what is wished for that, and what was bought. */
    AutoTopUps autoTopUps(UUID userId);

    /** Switches it on: the buyer agrees that what paid last may be charged again, at most at the present price. */
    AutoTopUpOutcome setAutoTopUp(UUID userId, AutoTopUpWish wish);

    /** Switches it off. */
    void stopAutoTopUp(UUID userId);

    /** Asks for the unused coins of an order to be taken back. */
    ClaimOutcome requestRefund(UUID userId, UUID refundId, UUID orderId, String reason);

    /** Complains about a call. */
    ClaimOutcome disputeCall(UUID userId, UUID disputeId, UUID callId, String reason);

    /** Whether this viewer complained about this call; null unless it is settled, theirs, and was charged for. */
    @Nullable
    Complaint complaint(UUID userId, UUID callId);

    /** What this performer lost of this call by its viewer's complaint; null unless it is settled and theirs. */
    @Nullable
    TakenBack takenBack(UUID performerId, UUID callId);

    /** Coins of one grant that are not spent. */
    record ExpiringCoins(Money coins, Instant expiresAt) {}

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

    /**
     * @param offered whether it can be switched on, now or after the next purchase
     * @param asksAtCheckout whether a purchase has to ask whether what pays for it may be kept
     * @param topUp null if it was never on
     */
    record AutoTopUps(
            boolean offered,
            boolean asksAtCheckout,
            @Nullable AutoTopUp topUp) {}

    /**
     * @param threshold fewer spendable coins than that are too few
     * @param cap money within {@code period}, which is DAY, WEEK or MONTH
     */
    record AutoTopUpWish(Money threshold, String packageId, Money cap, String period) {}

    /**
     * @param used of the cap
     * @param offReason BUYER, DECLINED, PRICE, DISPUTED or PROVIDER; null while it is on
     * @param attempts newest first, each an order
     */
    record AutoTopUp(
            AutoTopUpWish wish,
            Money used,
            Instant agreedAt,
            @Nullable String offReason,
            List<WalletService.Order> attempts) {}

    /** How switching it on ended. */
    sealed interface AutoTopUpOutcome {
        record On(AutoTopUps topUps) implements AutoTopUpOutcome {}

        record UnknownPackage() implements AutoTopUpOutcome {}

        /** @param words the least that the cap must be, for people */
        record CapTooLow(String words) implements AutoTopUpOutcome {}

        /** @param words the most that the threshold may be, for people */
        record ThresholdTooHigh(String words) implements AutoTopUpOutcome {}

        /** Nothing was bought yet that could be charged again. */
        record NoMethod() implements AutoTopUpOutcome {}

        /** The viewer has shut themselves out. */
        record Limited(String why) implements AutoTopUpOutcome {}
    }

    /** How redeeming a code ended. */
    sealed interface RedeemOutcome {
        record Redeemed(Money coins, Money available) implements RedeemOutcome {}

        /** No such code, or not valid now. */
        record Unknown() implements RedeemOutcome {}

        /** Who made or approved it promised the coins of others. */
        record OwnCase() implements RedeemOutcome {}

        /** Others have used it up. */
        record UsedUp() implements RedeemOutcome {}

        /** This person has redeemed it as often as one may. */
        record AlreadyUsed() implements RedeemOutcome {}
    }

    /**
     * How a viewer stands with a call that was paid for.
     *
     * @param until the last moment for a complaint
     * @param state OPEN, REFUNDED or REJECTED; null where there is no complaint
     * @param openedAt null where there is no complaint
     * @param returned coins that were given back; null unless they were
     */
    record Complaint(
            Instant until,
            @Nullable String state,
            @Nullable Instant openedAt,
            @Nullable Money returned) {}

    /**
     * What a complaint took back from a performer.
     *
     * @param amount 0 where nothing was taken
     * @param at when it was decided; null where nothing was taken
     */
    record TakenBack(Money amount, @Nullable Instant at) {}

    /** How a claim was taken or decided. */
    sealed interface ClaimOutcome {
        /** It waits for a decision. */
        record Open() implements ClaimOutcome {}

        /** Money or coins went back. */
        record Refunded() implements ClaimOutcome {}

        record Rejected() implements ClaimOutcome {}

        record NotFound() implements ClaimOutcome {}

        /** Whom it concerns cannot decide on it. */
        record OwnCase() implements ClaimOutcome {}

        /** The time for it is over. */
        record TooLate() implements ClaimOutcome {}

        /** Nothing is left that could go back. */
        record NothingLeft() implements ClaimOutcome {}

        /** @param state in which it is already */
        record Over(String state) implements ClaimOutcome {}

        record NoReason() implements ClaimOutcome {}
    }
}
