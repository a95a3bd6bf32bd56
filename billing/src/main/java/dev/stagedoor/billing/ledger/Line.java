package dev.stagedoor.billing.ledger;

/**
 * One line of a transfer.
 *
 * @param amountMinor credit positive, never zero
 */
public record Line(AccountRef account, long amountMinor) {
    public Line {
        if (amountMinor == 0) {
            throw new IllegalArgumentException("a line of zero on " + account);
        }
    }
}
