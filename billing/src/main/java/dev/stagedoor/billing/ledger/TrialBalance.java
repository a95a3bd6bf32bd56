package dev.stagedoor.billing.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Sums of all accounts at one moment.
 *
 * @param lines per account kind and asset, credit positive
 * @param totals per asset; each must be zero
 * @param zero whether every total is zero
 */
public record TrialBalance(List<Line> lines, List<Money> totals, boolean zero, Instant at) {
    public TrialBalance {
        lines = List.copyOf(lines);
        totals = List.copyOf(totals);
    }

    /**
     * @param code of the chart of accounts, for example {@code V1}
     * @param accounts how many accounts were summed
     */
    public record Line(String code, String kind, Money balance, long accounts) {}
}
