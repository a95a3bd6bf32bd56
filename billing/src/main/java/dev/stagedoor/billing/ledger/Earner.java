package dev.stagedoor.billing.ledger;

import java.util.UUID;

/**
 * One payee with accounts of its own: a performer or an agency.
 *
 * @param asset the payout currency
 */
public record Earner(UUID id, boolean agency, Asset asset) {
    /** A performer. */
    public static Earner performer(UUID id, Asset asset) {
        return new Earner(id, false, asset);
    }

    /** An agency. */
    public static Earner agency(UUID id, Asset asset) {
        return new Earner(id, true, asset);
    }

    /** Earned and not yet withdrawable: C1 or A1. */
    public AccountRef pending() {
        return AccountRef.payee(agency ? AccountKind.AGENCY_PENDING : AccountKind.CREATOR_PENDING, id, asset);
    }

    /** Withdrawable: C2 or A2. */
    public AccountRef available() {
        return AccountRef.payee(agency ? AccountKind.AGENCY_AVAILABLE : AccountKind.CREATOR_AVAILABLE, id, asset);
    }

    /** Under way to the bank: C4, which agencies have, too. */
    public AccountRef inTransit() {
        return AccountRef.payee(AccountKind.CREATOR_PAYOUT_IN_TRANSIT, id, asset);
    }

    /** Kept back by the rolling reserve: C3. */
    public AccountRef reserve() {
        return AccountRef.payee(AccountKind.CREATOR_RESERVE, id, asset);
    }

    /** Not payable while a case is open: C5. */
    public AccountRef frozen() {
        return AccountRef.payee(AccountKind.CREATOR_FROZEN, id, asset);
    }
}
