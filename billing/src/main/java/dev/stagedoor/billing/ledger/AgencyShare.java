package dev.stagedoor.billing.ledger;

import java.util.UUID;

/**
 * What an agency gets of what one of its performers earns.
 *
 * @param basisPoints of the performer's side
 */
public record AgencyShare(UUID agencyId, int basisPoints) {
    /** All of the performer's side. */
    public static final int WHOLE = 10_000;

    public AgencyShare {
        if (basisPoints < 0 || basisPoints > WHOLE) {
            throw new IllegalArgumentException("agency's basis points, got " + basisPoints);
        }
    }
}
