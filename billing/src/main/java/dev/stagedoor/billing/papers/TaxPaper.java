package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.ledger.Asset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What counted for a payee's tax in a tax year, and what was withheld.
 *
 * @param yearStart first day of the tax year
 * @param taxIdTail the last characters of the tax number that was seen, empty if none was
 */
public record TaxPaper(UUID payeeId, Asset asset, LocalDate yearStart, String taxIdTail, List<Row> rows) {
    public TaxPaper {
        rows = List.copyOf(rows);
    }

    /** All payments together. */
    public long grossMinor() {
        return rows.stream().mapToLong(Row::grossMinor).sum();
    }

    /** All tax together. */
    public long withheldMinor() {
        return rows.stream().mapToLong(Row::withheldMinor).sum();
    }

    /**
     * One payment; negative if it is taken out because it failed.
     *
     * @param kind {@code CREDIT}, {@code PAYOUT} or {@code PAYOUT_FAILED}
     * @param rule preset and version by which it was taxed
     */
    public record Row(
            Instant at,
            String kind,
            String rule,
            String section,
            long grossMinor,
            long taxableMinor,
            int rateBasisPoints,
            long withheldMinor) {}
}
