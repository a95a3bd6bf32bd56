package dev.stagedoor.billing.ledger;

/**
 * What is taken back from one payee, from what is pending first.
 *
 * @param pendingMinor from C1 or A1
 * @param availableMinor from C2 or A2
 */
public record Clawback(Earner earner, long pendingMinor, long availableMinor) {
    public Clawback {
        if (pendingMinor < 0 || availableMinor < 0) {
            throw new IllegalArgumentException("a clawback of " + pendingMinor + " and " + availableMinor);
        }
    }

    /** Both together. */
    public long totalMinor() {
        return Math.addExact(pendingMinor, availableMinor);
    }
}
