package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be bought when the wallet runs low, and what has been.
 *
 * @param used of the cap, failed attempts left out
 * @param agreedAt when the buyer agreed that an earlier payment's method may be charged again
 * @param off why it is off, null while it is on
 * @param attempts newest first
 */
public record AutoTopUp(
        UUID userId,
        Wish wish,
        Money used,
        Instant agreedAt,
        @Nullable Off off,
        List<Order> attempts) {
    public AutoTopUp {
        attempts = List.copyOf(attempts);
    }

    /** Why nothing is bought any more. */
    public enum Off {
        /** The buyer said so. */
        BUYER,
        /** The method was declined too often, or will be until the buyer does something about it. */
        DECLINED,
        /** The package costs more than was agreed to, gives less, or is not sold any more. */
        PRICE,
        /** A payment by this method was taken back by the buyer's bank. */
        DISPUTED,
        /** The provider of the method does not charge for us any more, or never said what became of a charge. */
        PROVIDER
    }

    /**
     * What the buyer chooses.
     *
     * @param threshold fewer spendable coins than that are too few
     * @param cap money within {@code period}, counted back from any moment
     */
    public record Wish(Money threshold, String packageId, Money cap, LimitPeriod period) {
        public Wish {
            if (threshold.amountMinor() <= 0 || cap.amountMinor() <= 0) {
                throw new IllegalArgumentException("a threshold and a cap are positive, got " + threshold + ", " + cap);
            }
        }
    }

    /** How switching it on ended. */
    public sealed interface Outcome {
        record On(AutoTopUp topUp) implements Outcome {}

        /** Not on sale. */
        record UnknownPackage() implements Outcome {}

        /** The cap does not pay for the package once. */
        record CapTooLow(Money price) implements Outcome {}

        /** The package would not fill the wallet up to the threshold, and would be bought again and again. */
        record ThresholdTooHigh(Money coins) implements Outcome {}

        /** Nothing was bought yet by a provider that can charge a method again. */
        record NoMethod() implements Outcome {}

        /** The buyer has shut themselves out, and buys nothing until that is over. */
        record ShutOut(SpendRefusal.Excluded why) implements Outcome {}
    }
}
