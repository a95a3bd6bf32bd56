package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.ledger.Asset;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What was owed to a payee at the beginning of a period, what changed it, and what was owed at its end. Owed is everything on
 * the payee's accounts: pending, available, kept back, stopped and on its way. So what only moves between those is no line.
 *
 * @param from first day
 * @param until first day after it
 * @param agencyMinor of the payee's sales in the period went to agencies; never owed to the payee, so in no sum here
 */
public record Statement(
        UUID payeeId,
        Asset asset,
        LocalDate from,
        LocalDate until,
        long openingMinor,
        List<Change> changes,
        long closingMinor,
        long agencyMinor) {
    public Statement {
        changes = List.copyOf(changes);
        long sum = openingMinor;
        for (Change change : changes) {
            sum = Math.addExact(sum, change.amountMinor());
        }
        if (sum != closingMinor) {
            throw new IllegalArgumentException(
                    "%d and changes come to %d, not %d".formatted(openingMinor, sum, closingMinor));
        }
    }

    /**
     * All transfers of one kind.
     *
     * @param code of the catalogue
     * @param transfers how many
     * @param amountMinor what they came to, negative if less is owed by them
     */
    public record Change(String code, long transfers, long amountMinor) {}
}
