package dev.stagedoor.billing.ledger;

/** What the performer and the agency are owed, in minor units of the payout currency. */
public record Share(long performerMinor, long agencyMinor) {
    /** Nobody is owed anything. */
    public static final Share NONE = new Share(0, 0);

    /** Both together. */
    public long totalMinor() {
        return performerMinor + agencyMinor;
    }

    /** What must be added to {@code before} to come to this. */
    public Share minus(Share before) {
        return new Share(performerMinor - before.performerMinor, agencyMinor - before.agencyMinor);
    }
}
