package dev.stagedoor.billing.payouts;

/**
 * What a payout depends on, read while the payee is locked.
 *
 * @param rejection what the reviewer said who turned the payee down, empty if nobody has
 * @param availableMinor what could be paid out
 * @param testMinor earned by coins that test payments bought, and neither paid out by the sandbox nor corrected since; 0 where
 *     the sandbox pays
 * @param dayMinor asked for today so far, less what failed
 * @param monthMinor the same this month
 */
public record PayeeFacts(
        boolean frozen,
        boolean verified,
        String rejection,
        boolean hasDestination,
        long availableMinor,
        long testMinor,
        long dayMinor,
        long monthMinor,
        TaxFacts tax) {
    /** What may be paid out: nothing of it is test money, wherever of what is owed that is. */
    long payableMinor() {
        return Math.max(0, availableMinor - testMinor);
    }
}
