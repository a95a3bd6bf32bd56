package dev.stagedoor.billing.payouts;

/**
 * What a payout depends on, read while the payee is locked.
 *
 * @param rejection what the reviewer said who turned the payee down, empty if nobody has
 * @param availableMinor what could be paid out
 * @param dayMinor asked for today so far, less what failed
 * @param monthMinor the same this month
 */
public record PayeeFacts(
        boolean frozen,
        boolean verified,
        String rejection,
        boolean hasDestination,
        long availableMinor,
        long dayMinor,
        long monthMinor,
        TaxFacts tax) {}
