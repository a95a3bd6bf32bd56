package dev.stagedoor.billing.agencies;

import java.util.UUID;

/**
 * A performer's place in an agency, as two people sign it before the performer is asked.
 *
 * @param agencyBasisPoints of the performer's side of every sale
 * @param noticeDays after which the performer is free who wants to leave
 * @param validFrom RFC 3339, when it shall begin at the earliest; empty for the moment the performer accepts
 */
public record MembershipOffer(
        UUID performerId, UUID agencyId, int agencyBasisPoints, int noticeDays, String validFrom) {
    /** Kind of the proposal. */
    public static final String KIND = "AGENCY_MEMBERSHIP";
}
