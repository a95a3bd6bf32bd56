package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Money;
import java.util.Map;

/** Whoever sends money to payees. Methods may block, and none throws for what the network or the other side does. */
public interface PayoutProvider {
    /** Name in accounts and payouts, for example {@code sandbox}. */
    String name();

    /** Orders a payout. The same key is the same order, however often it is sent. */
    Answer create(Instruction instruction);

    /** What became of the order with that key. */
    Answer fetch(String key);

    /**
     * A webhook exactly as it came in, checked before anything of it is believed. Who sends none is asked only.
     *
     * @param headers names in lower case
     */
    default PayoutNews read(Map<String, String> headers, byte[] body) {
        return new PayoutNews.Forged();
    }

    /** An order. */
    record Instruction(String key, Money amount, Destination destination) {}

    /** What the provider said. */
    sealed interface Answer {
        /** It has the order and will pay. */
        record Processing(String ref) implements Answer {}

        /** It has paid. */
        record Processed(String ref) implements Answer {}

        /**
         * It has not paid and will not.
         *
         * @param reason in plain words
         * @param retryable whether a new order may go better
         */
        record Failed(String ref, String reason, boolean retryable) implements Answer {}

        /** It knows of no such order; only {@link #fetch} says so. */
        record NotFound() implements Answer {}

        /** Nothing was heard, so nothing is known. */
        record NoAnswer(String reason) implements Answer {}
    }
}
