package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What signalling's pages ask of billing outside a call: wallets, purchases, earnings. Methods may block. */
public interface WalletService {
    /** Balance of a viewer: spendable and held coins. A user never seen before has zero of both. */
    Wallet wallet(UUID userId);

    /** Coin packages on sale now, cheapest first. */
    List<CoinPackage> packages(UUID userId);

    /** A user's movements, newest first; {@code cursor} is the last page's, null for the first. */
    Page<Movement> movements(UUID userId, @Nullable String filter, @Nullable String cursor, int limit);

    /**
     * Creates an order and says where to pay. The same idempotency key gives the same order.
     *
     * @param keepMethod whether the buyer agrees that what pays for it is kept, so that it can be charged again
     */
    OrderOutcome order(UUID userId, String packageId, String idempotencyKey, boolean keepMethod);

    /** An order of this user, null if there is none. */
    @Nullable
    Order findOrder(UUID userId, UUID orderId);

    /** What this user paid for an order, null if there is none, or it was never paid. */
    @Nullable
    PurchaseReceipt receipt(UUID userId, UUID orderId);

    /** The same as a PDF; {@code name} is the buyer's, as it stands on the paper. */
    PayoutDesk.@Nullable Paper receiptPaper(UUID userId, String name, UUID orderId);

    /** What can be given now. */
    List<GiftItem> gifts();

    /** Something of the catalogue, whether or not it can be given now; null if there is no such thing in it. */
    @Nullable
    GiftItem gift(String item);

    /** Moves coins from viewer to performer at once. {@code giftId} comes from the client and makes a repeat harmless. */
    GiftOutcome give(Gift gift);

    /** A payment provider's webhook, exactly as it came in. Header names are lower case. */
    WebhookOutcome webhook(String provider, Map<String, String> headers, byte[] body, String remoteAddress);

    /** Tips and gifts that a performer was given, newest first; {@code cursor} is the last page's, null for the first. */
    Page<ReceivedTip> received(UUID performerId, @Nullable String cursor, int limit);

    /** What a performer has earned so far. */
    Earnings earnings(UUID performerId);

    /** The sandbox provider's own side: what its hosted page shows and does. */
    Sandbox sandbox();

    /** @param totalValue worth of both at the nominal value, in {@code totalValue}'s currency */
    record Wallet(Money available, Money held, Money totalValue) {}

    /**
     * What somebody pays and gets, their plan's discount included.
     *
     * @param regularPrice without the plan
     * @param planCoins of the bonus, what the plan adds
     * @param pricePerCoin computed, in minor units of the price's currency per coin, rounded half up
     */
    record CoinPackage(
            String id,
            Money price,
            Money regularPrice,
            Money paidCoins,
            Money bonusCoins,
            Money planCoins,
            int bonusPercent,
            Money pricePerCoin,
            String badge) {}

    /**
     * What was paid for coins.
     *
     * @param net the price without tax
     * @param number running number of the receipt
     * @param remains paid in the end, less what came back
     * @param steps every movement of the money, oldest first
     */
    record PurchaseReceipt(
            UUID orderId,
            String number,
            String packageId,
            String provider,
            Instant paidAt,
            Money price,
            Money net,
            Money tax,
            Money paidCoins,
            Money bonusCoins,
            Money remains,
            List<Step> steps) {
        /**
         * @param kind PAID, REFUNDED, TAKEN_BACK or PAID_AGAIN
         * @param number of the receipt, or of the credit note if money went back
         * @param amount positive when it was paid, tax included
         */
        public record Step(String kind, String number, Instant at, Money amount, Money tax) {}
    }

    /**
     * One line of a wallet's history; {@code amount} is signed, negative when spent.
     *
     * @param gift what was given, null if it was no gift
     * @param privateMessage whether it came with a message that only the performer reads
     * @param refundableUntil until when the money of a purchase may be asked back, null for everything else
     */
    record Movement(
            UUID id,
            String kind,
            Money amount,
            Instant at,
            @Nullable UUID callId,
            @Nullable UUID counterpartyId,
            String note,
            @Nullable GivenGift gift,
            boolean privateMessage,
            @Nullable Instant refundableUntil) {}

    /**
     * What a movement gave.
     *
     * @param name in English, as it was then
     * @param names in other languages, as they are now; empty for what has left the catalogue
     */
    record GivenGift(String item, String name, Map<String, String> names, int quantity) {}

    /**
     * A tip or a gift as the performer reads it.
     *
     * @param viewerId null if the giver hid the name
     * @param amount coins that it cost
     * @param privateMessage whether nobody else reads the message
     * @param gift what was given, null for plain coins
     */
    record ReceivedTip(
            UUID id,
            @Nullable UUID viewerId,
            Money amount,
            Instant at,
            String message,
            boolean privateMessage,
            @Nullable GivenGift gift) {}

    /** A page of a list and where the next begins; null at the end. */
    record Page<T>(List<T> items, @Nullable String nextCursor) {}

    /** @param state CREATED, PENDING, PAID, FAILED, PART_REFUNDED, REFUNDED or CHARGEDBACK */
    record Order(
            UUID orderId,
            String packageId,
            String provider,
            Money price,
            Money coins,
            String state,
            String redirectUrl,
            Instant createdAt) {}

    /** How an order ended. */
    sealed interface OrderOutcome {
        record Created(Order order) implements OrderOutcome {}

        record UnknownPackage() implements OrderOutcome {}

        /** The payment provider did not answer; the same order may be tried again. */
        record ProviderUnavailable() implements OrderOutcome {}

        /** The buyer's own limit or exclusion forbids it; {@code why} says which, in words. */
        record Limited(String why) implements OrderOutcome {}

        /** The key was used before for another package. */
        record Conflict() implements OrderOutcome {}
    }

    /**
     * @param name in English, and in every language without one of its own
     * @param names by language: {@code hi}, {@code kn}, {@code ta}, {@code te}
     * @param symbol a character to show it by
     * @param category {@code BASIC}, {@code PREMIUM}, {@code LUXURY}, {@code EXCLUSIVE} or {@code EVENT}
     * @param animation {@code POP}, {@code RAIN}, {@code SHINE}, {@code FLY} or {@code BURST}
     * @param offeredUntil the moment at which it is offered no longer, null if there is none
     */
    record GiftItem(
            String id,
            String name,
            Map<String, String> names,
            String symbol,
            Money price,
            String category,
            String animation,
            @Nullable Instant offeredUntil) {}

    /**
     * @param callId the call it was given in, null outside a call
     * @param price of all of them as the giver saw it
     * @param privateMessage whether the message is for the performer alone
     */
    record Gift(
            UUID giftId,
            UUID viewerId,
            UUID performerId,
            @Nullable UUID callId,
            String item,
            int quantity,
            Money price,
            String message,
            boolean anonymous,
            boolean privateMessage) {}

    /** How a gift ended; anything but {@code Posted} moved nothing. */
    sealed interface GiftOutcome {
        record Posted(Money available) implements GiftOutcome {}

        record InsufficientFunds(Money required, Money available) implements GiftOutcome {}

        /** Not in the catalogue now. */
        record Unknown() implements GiftOutcome {}

        /** Offered at other times: {@code from} and {@code until} that moment, null where there is no such end. */
        record NotNow(@Nullable Instant from, @Nullable Instant until) implements GiftOutcome {}

        /** Members of the performer's fan club give it, and the viewer is none. */
        record MembersOnly() implements GiftOutcome {}

        /** @param price of as many now */
        record PriceChanged(Money price) implements GiftOutcome {}

        /** The id was used before with other content. */
        record Conflict() implements GiftOutcome {}

        /** The viewer's own limit or exclusion forbids it; {@code why} says which, in words. */
        record Limited(String why) implements GiftOutcome {}
    }

    /** How a webhook ended; anything but {@code Accepted} and {@code Duplicate} moved nothing. */
    sealed interface WebhookOutcome {
        record Accepted() implements WebhookOutcome {}

        record Duplicate() implements WebhookOutcome {}

        record UnknownProvider() implements WebhookOutcome {}

        record BadSignature() implements WebhookOutcome {}

        /** Genuine, but it does not fit the order (amount, currency, unknown order): kept aside for people to look at. */
        record Quarantined(String reason) implements WebhookOutcome {}
    }

    /** @param today in the payout currency, since midnight UTC */
    record Earnings(Money pending, Money available, Money today, Money total, long callsToday, long deliveredMsToday) {}

    /** The sandbox payment provider. */
    interface Sandbox {
        /** Whether it is switched on. */
        boolean enabled();

        /** What is to be paid, null if there is no such order. */
        @Nullable
        Order order(UUID orderId);

        /**
         * A test card was used on the hosted page. Returns the webhooks that the provider sends, in order, each after
         * its delay; they must travel over HTTP to {@code /api/v1/webhooks/sandbox} like anyone's.
         */
        List<SignedWebhook> pay(UUID orderId, String card);
    }

    /** A webhook to be sent by HTTP POST. Never compared, so the array is no trap. */
    @SuppressWarnings("ArrayRecordComponent")
    record SignedWebhook(Map<String, String> headers, byte[] body, long delayMs) {}
}
