package dev.stagedoor.billing.settlements;

import dev.stagedoor.billing.ledger.Asset;
import java.time.LocalDate;
import java.util.List;

/**
 * Money that a provider sent to the bank, or took from there, and what it was made of. A file may have a part of it only; what
 * reached the bank by that part is the sum of its lines.
 *
 * @param ref the provider's name for it
 * @param day when it reaches the bank, by the provider's calendar
 */
public record Settlement(String ref, LocalDate day, Asset asset, List<Line> lines) {
    public Settlement {
        lines = List.copyOf(lines);
    }

    /**
     * One of the things that it was made of.
     *
     * @param ref the provider's name for the line, of which there is one among all its settlements
     * @param paymentRef the payment that it is about, by the name under which it was booked; empty if it is about none
     * @param grossMinor by how much the provider owes us more, below zero for what goes back
     * @param feeMinor what the provider keeps of it, below zero for what it gives back of that
     */
    public record Line(String ref, Kind kind, String paymentRef, long grossMinor, long feeMinor) {
        /** What reached the bank. */
        public long netMinor() {
            return Math.subtractExact(grossMinor, feeMinor);
        }
    }

    /** What a line is about. */
    public enum Kind {
        PAYMENT,
        REFUND,
        CHARGEBACK,
        CHARGEBACK_REVERSED,
        /** A fee that belongs to no payment. */
        FEE,
        /** What only a person can say. */
        OTHER
    }
}
