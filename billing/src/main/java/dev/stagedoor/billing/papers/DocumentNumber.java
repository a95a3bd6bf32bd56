package dev.stagedoor.billing.papers;

/**
 * The running number of a receipt or a credit note, as it is written on it: {@code R-2026-000123}. Within a year and a series
 * numbers follow each other without a gap.
 *
 * @param year of the document's day, in the house's zone
 * @param number from 1
 */
public record DocumentNumber(int year, Series series, int number) {
    /** What is counted by itself. */
    public enum Series {
        /** Receipts, for money that came in. */
        R,
        /** Credit notes, for money that went back. */
        C
    }

    @Override
    public String toString() {
        return "%s-%d-%06d".formatted(series, year, number);
    }
}
