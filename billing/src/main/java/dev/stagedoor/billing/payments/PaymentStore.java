package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SpendRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where orders and webhooks are kept. Every method is one transaction. */
public interface PaymentStore {
    /**
     * Keeps an order; the same user and key give the one that was kept before. Until the provider knows it, it has no
     * redirect URL.
     */
    Creation create(NewOrder order, String provider);

    /** The provider knows the order. */
    StoredOrder ready(UUID orderId, CheckoutOutcome.Ready ready);

    /** An order, null if there is none. */
    @Nullable
    StoredOrder find(UUID orderId);

    /**
     * Takes a verified webhook into the inbox and lets {@code decide} say what it means for its order, which is locked
     * meanwhile. Inbox, order and posting are one transaction, so a webhook either counts completely or comes again.
     *
     * @param decide gets the order, or null if there is none
     */
    WebhookOutcome process(
            String provider, byte[] raw, ProviderEvent event, Function<@Nullable StoredOrder, Decision> decide);

    /**
     * Decides again on a webhook that was kept aside. Null if there is no such one, or it was accepted before.
     *
     * @param decide gets the event and its order, or null if there is none
     */
    @Nullable
    WebhookOutcome replay(long inboxId, BiFunction<ProviderEvent, @Nullable StoredOrder, Decision> decide);

    /**
     * Closes news that was kept aside, if it says who won a case or would be kept aside once more; false, and nothing is done, if there
     * is no such one.
     *
     * @param decide as for {@link #replay}
     */
    boolean dismiss(
            long inboxId, UUID person, String note, BiFunction<ProviderEvent, @Nullable StoredOrder, Decision> decide);

    /** Webhooks of a provider, or with null of all, newest first. */
    Page<InboxEntry> inbox(@Nullable String provider, @Nullable String cursor, int limit);

    /** What each provider has sent so far. */
    List<InboxSummary> inboxSummary();

    /**
     * An order of that provider that is due to be asked about, from now on noted as asked; null if there is none. One whose
     * payment was kept aside is with people, and due for nobody.
     *
     * @param payableFor how long an order can be paid there
     * @param watched among orders whose buyers look at them, which are due sooner; null for all
     */
    @Nullable
    OrderToFetch nextToFetch(String provider, Duration payableFor, @Nullable Set<UUID> watched, Instant now);

    /** Whether an order of this user was paid and not wholly given back. */
    boolean hasBought(UUID userId);

    /** Nothing can come of this order any more. */
    void fetchedLast(UUID orderId);

    /** Has whoever runs the house told that a provider does not answer, once a day. */
    void tellOfSilence(String provider, Instant now);

    /**
     * An order to ask about.
     *
     * @param providerRef what the provider calls it, empty if it has no name for it
     */
    record OrderToFetch(NewOrder terms, String providerRef) {}

    /** Keeps what was paid at the sandbox, as a real provider does on its side. */
    void keepSandboxPayment(UUID orderId, String paymentId, Money amount);

    /** The first payment of an order at the sandbox, null if there is none. */
    @Nullable
    SandboxPayment sandboxPayment(UUID orderId);

    /** What was paid at the sandbox. */
    record SandboxPayment(String paymentId, Money amount) {}

    /** Refunds that were granted and that their provider has not been told: what was asked about longest ago first. */
    List<RefundOrder> refundsToSend(int limit);

    /** The provider knows of the refund, or it must be told by hand. */
    void refundTold(UUID refundId, RefundState state);

    /** The provider was asked and did not answer. */
    void refundAsked(UUID refundId, Instant now);

    /**
     * A refund for a provider to make.
     *
     * @param refundId its idempotency key
     */
    record RefundOrder(UUID refundId, String provider, String paymentId, Money amount) {}

    /** The secret of that name, made of 32 random bytes when it is first asked for. */
    byte[] secret(String name);

    /** An order and what of it people are not shown. */
    record StoredOrder(
            Order order, NewOrder terms, @Nullable String paymentId) {}

    /** Whether an order was kept. */
    sealed interface Creation {
        record Kept(StoredOrder stored) implements Creation {}

        /** The buyer does not allow themselves that. */
        record Limited(SpendRefusal why) implements Creation {}
    }

    /** What a webhook means. */
    sealed interface Decision {
        /** The order moves on; {@code posting} is null unless coins are credited. */
        record Move(OrderState state, @Nullable Posting posting) implements Decision {}

        /**
         * Money went back, or the bank is after it: what that means for the coins is found under their lock.
         *
         * @param inAll whether what went back is named with all that went back before
         */
        record TakeBack(boolean inAll) implements Decision {}

        /** True, but older than what is known. */
        record Ignore() implements Decision {}

        /** It does not fit. */
        record Quarantine(String reason) implements Decision {}
    }
}
